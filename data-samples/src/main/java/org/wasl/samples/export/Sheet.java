package org.wasl.samples.export;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wasl.samples.programme.Feed;
import org.wasl.samples.world.Draw;

/**
 * A delivery being written: turns rows of clean values into the file as its source would have delivered it, with
 * the messes of cells, rows and the file as a whole, and writes down the truth behind each of them.
 */
final class Sheet implements Closeable {
    private static final int ROWS_A_PAGE = 60;

    private final Exports exports;
    private final Feed feed;
    private final Delivery delivery;
    private final Path path;
    private final String file;
    private final List<Feed.Column> columns;
    private final List<String> header;
    private final Rendering rendering;
    private final Ruins ruins;
    private final Table table;
    private final long[] sums;
    private int rows;
    private int rejected;
    private List<Value> last = List.of();
    private String lastEntity = "";
    private String lastPoints = "";

    Sheet(Exports exports, Feed feed, Delivery delivery, List<Feed.Column> questions) throws IOException {
        this.exports = exports;
        this.feed = feed;
        this.delivery = delivery;
        this.file = delivery.sourceFile();
        this.rendering = new Rendering(delivery, exports.rates(), exports.programme());
        this.columns = new ArrayList<>(
                feed.columns().stream().filter(c -> !delivery.lacks(c.name())).toList());
        this.columns.addAll(questions);
        this.header = new ArrayList<>(
                columns.stream().map(c -> c.header(delivery.headers())).toList());
        this.header.addAll(delivery.extraColumns());
        this.ruins = new Ruins(exports.rates().ruins(feed.feed()), feed, delivery, columns);
        this.path = exports.inbox().resolve(feed.feed()).resolve(delivery.fileName());
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        this.table = delivery.isXlsx() ? new XlsxTable(path, delivery) : new CsvTable(path, delivery);
        this.sums = new long[columns.size()];
        writeHeader();
    }

    Delivery delivery() {
        return delivery;
    }

    /** Writes a row as it comes; it may turn out as one that must be rejected. */
    int add(Row row, String entity, String points) throws IOException {
        return add(row, entity, points, true);
    }

    /** Writes a row and says where; one that may not be ruined keeps every value that its contract insists on. */
    int add(Row row, String entity, String points, boolean mayRuin) throws IOException {
        Draw draw = Draw.of(exports.seed(), "sheet/" + delivery.fileName(), rows);
        page(draw);
        List<Rendering.Written> written = new ArrayList<>(columns.size());
        List<Value> values = new ArrayList<>(header.size());
        for (int i = 0; i < columns.size(); i++) {
            Rendering.Written w =
                    written(columns.get(i), row.cell(columns.get(i).name()), draw);
            written.add(w);
            values.add(w.value());
            sums[i] += w.value().typed() instanceof Long number ? number : 0;
        }
        for (int i = columns.size(); i < header.size(); i++) {
            values.add(draw.chance(0.2) ? Value.text("ok") : Value.EMPTY);
        }
        Ruins.Ruined ruined = mayRuin ? ruins.ruin(values, draw) : null;
        if (ruined == null) {
            broken(row, written, values, draw);
        }
        boolean again = ruined != null && ruined.rule().equals("duplicate_key");
        int line = write(ruined == null || again ? values : ruined.values(), ruined, draw, written);
        int first = line;
        count(line, entity, points);
        if (ruined == null || again) {
            for (int i = 0; i < written.size(); i++) {
                clean(line, columns.get(i).name(), row, written.get(i), values.get(i));
            }
        }
        if (ruined != null && again) {
            line = table.write(ruined.values());
            count(line, entity, points);
        }
        if (ruined != null) {
            reject(line, ruined.rule(), ruined.column());
        }
        last = values;
        lastEntity = entity;
        lastPoints = points;
        return first;
    }

    private Rendering.Written written(Feed.Column column, Row.Cell cell, Draw draw) {
        String raw = cell.raw();
        return raw == null
                ? rendering.write(column, cell.clean(), draw)
                : new Rendering.Written(Value.text(raw), cell.mess());
    }

    /** A line break or stray quotes in one of the text cells, in a row that is otherwise whole. */
    private void broken(Row row, List<Rendering.Written> written, List<Value> values, Draw draw) {
        boolean newline = draw.chance(exports.rates().cell("embedded_newline"));
        boolean quote = !newline && draw.chance(exports.rates().cell("stray_quote"));
        if ((!newline && !quote) || delivery.isXlsx()) {
            return;
        }
        for (int i = columns.size() - 1; i >= 0; i--) {
            String text = values.get(i).text();
            boolean fits = columns.get(i).type().equals("string")
                    && written.get(i).mess() == null
                    && text.strip().indexOf(' ') > 0
                    && row.cell(columns.get(i).name()).raw() == null;
            if (!fits) {
                continue;
            }
            int space = text.strip().indexOf(' ');
            String broken = newline
                    ? text.substring(0, space) + "\n" + text.substring(space + 1)
                    : text.substring(0, space + 1) + "\"" + text.substring(space + 1) + "\"";
            values.set(i, Value.text(broken));
            written.set(i, new Rendering.Written(values.get(i), newline ? "embedded_newline" : "stray_quote"));
            return;
        }
    }

    private int write(List<Value> values, Ruins.@Nullable Ruined ruined, Draw draw, List<Rendering.Written> written)
            throws IOException {
        boolean stray = written.stream().anyMatch(w -> "stray_quote".equals(w.mess()));
        // Half of the stray quotes come from systems that know no quoting.
        if (table instanceof CsvTable csv && ruined == null && stray && csv.fitsUnquoted(values) && draw.chance(0.7)) {
            return csv.writeUnquoted(values);
        }
        return table.write(values);
    }

    private void clean(int line, String column, Row row, Rendering.Written written, Value value) throws IOException {
        String mess = written.mess();
        if (mess != null) {
            exports.truth()
                    .clean(feed.feed(), file, line, column, row.cell(column).clean(), value.text(), mess);
        }
    }

    private void count(int line, String entity, String points) throws IOException {
        rows++;
        exports.truth().record(feed.feed(), file, line, entity, points);
    }

    private void reject(int line, String rule, String column) throws IOException {
        rejected++;
        exports.truth().reject(feed.feed(), file, line, rule, column);
    }

    private void writeHeader() throws IOException {
        table.write(header.stream().map(Value::text).toList());
    }

    /** The start of a page: a header printed again, a line left out. */
    private void page(Draw draw) throws IOException {
        if (rows > 0 && rows % ROWS_A_PAGE == 0 && rows <= 5 * ROWS_A_PAGE && delivery.is("repeated_header")) {
            int line = table.write(header.stream().map(Value::text).toList());
            count(line, "", "");
            reject(line, "repeated_header", "");
        }
        if (rows > 0 && delivery.is("blank_lines") && draw.chance(0.02)) {
            table.blank();
        }
    }

    /** What stands at the end of the file, then the copy that was delivered a second time. */
    @Override
    public void close() throws IOException {
        if (delivery.is("total_row")) {
            List<Value> total = new ArrayList<>();
            for (int i = 0; i < header.size(); i++) {
                total.add(
                        i == 0
                                ? Value.text(delivery.headers().equals("arabic") ? "الإجمالي" : "Total")
                                : i < sums.length && sums[i] > 0
                                        ? new Value(Long.toString(sums[i]), sums[i])
                                        : Value.EMPTY);
            }
            int line = table.write(total);
            count(line, "", "");
            reject(line, "total_row", "");
        }
        if (table instanceof CsvTable csv && delivery.is("unbalanced_quote") && !last.isEmpty()) {
            List<Value> open = new ArrayList<>(last);
            open.set(open.size() - 1, Value.text("\"rang twice, no answer"));
            int line = csv.writeUnquoted(open);
            count(line, lastEntity, lastPoints);
            reject(line, "unbalanced_quote", "");
        }
        if (table instanceof CsvTable csv && delivery.is("truncated") && !last.isEmpty()) {
            int line = csv.writeTruncated(last.subList(0, last.size() / 2));
            count(line, lastEntity, lastPoints);
            reject(line, "truncated", "");
        }
        table.close();
        exports.delivered(feed.feed(), delivery, delivery.fileName(), rows, rejected, "");
        String copy = delivery.copyAs();
        if (copy != null) {
            Files.copy(path, path.resolveSibling(copy), StandardCopyOption.REPLACE_EXISTING);
            exports.delivered(feed.feed(), delivery, copy, rows, rejected, delivery.fileName());
        }
    }

    /** The workbook behind the sheet, for what only a workbook can do. */
    @Nullable XlsxTable workbook() {
        return table instanceof XlsxTable xlsx ? xlsx : null;
    }

    int columnAt(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
