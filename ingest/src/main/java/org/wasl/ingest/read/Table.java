package org.wasl.ingest.read;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wasl.ingest.UnreadableDeliveryException;
import org.wasl.ingest.contract.Column;
import org.wasl.ingest.contract.Contracts;
import org.wasl.ingest.contract.FeedContract;
import org.wasl.ingest.contract.Instrument;

/** One table of a delivery: finds its header, and gives the records behind it. */
final class Table implements AutoCloseable {
    private final Rows rows;
    private final Layout layout;
    private final List<Instrument> instruments;
    private final FeedContract contract;
    private final boolean padded;
    private final Deque<Rows.Raw> ahead = new ArrayDeque<>();
    private final int[] filledDown;
    private final String[] above;

    private Table(Rows rows, Layout layout, FeedContract contract, Contracts contracts) throws IOException {
        this.rows = rows;
        this.layout = layout;
        this.contract = contract;
        this.padded = rows instanceof XlsxRows;
        this.filledDown = filledDown(contract, layout);
        this.above = new String[layout.width()];
        Arrays.fill(above, "");
        this.instruments = contract.instruments() ? instruments(contracts) : List.of();
    }

    static Table open(
            String file,
            Rows rows,
            char delimiter,
            FeedContract contract,
            Contracts contracts,
            String source,
            Headers headers)
            throws IOException {
        Rows.Raw header = header(rows, headers);
        if (header == null) throw new UnreadableDeliveryException(file + " is empty: it has no header and no rows");
        return new Table(
                rows, new Layout(file, header.cells(), delimiter, contract, source, headers), contract, contracts);
    }

    /** The first of the first records with the most known headers; what stands above it is a title. */
    private static Rows.@Nullable Raw header(Rows rows, Headers headers) throws IOException {
        List<Rows.Raw> first = new ArrayList<>();
        Rows.Raw best = null;
        int known = -1;
        // Most headers are the first record: read on only while nothing of a header has been met.
        for (int i = 0; i < Headers.WITHIN && known <= 1; i++) {
            Rows.Raw raw = rows.next();
            if (raw == null) break;
            first.add(raw);
            int score = headers.known(raw.cells());
            if (score > known && !blank(raw.cells())) {
                known = score;
                best = raw;
            }
        }
        return best == null && !first.isEmpty() ? first.get(0) : best;
    }

    Layout layout() {
        return layout;
    }

    List<String> added() {
        return layout.added(instruments);
    }

    List<String> missing() {
        return layout.missing(contract, instruments);
    }

    @Nullable Row next() throws IOException {
        while (true) {
            Rows.Raw raw = ahead.isEmpty() ? rows.next() : ahead.poll();
            if (raw == null) return null;
            Rows.Damage damage = raw.damage();
            if (damage != null) {
                return new Row.Damaged(layout, raw.line(), damage.rule(), damage.message(), damage.text());
            }
            if (blank(raw.cells())) continue;
            String[] cells = padded ? padded(raw.cells()) : raw.cells();
            for (int position : filledDown) fillDown(cells, position);
            return new Row.Cells(layout, raw.line(), cells);
        }
    }

    private String[] padded(String[] cells) {
        if (cells.length >= layout.width()) return cells;
        String[] padded = Arrays.copyOf(cells, layout.width());
        Arrays.fill(padded, cells.length, padded.length, "");
        return padded;
    }

    private void fillDown(String[] cells, int position) {
        if (position >= cells.length) return;
        if (cells[position].isBlank()) cells[position] = above[position];
        else above[position] = cells[position];
    }

    /** The questionnaire of the first record: which headers are known depends on it. */
    private List<Instrument> instruments(Contracts contracts) throws IOException {
        int version = contract.indexOf("instrument_version");
        if (version < 0) return List.of();
        for (Rows.Raw raw = rows.next(); raw != null; raw = rows.next()) {
            ahead.add(raw);
            if (raw.damage() != null) continue;
            Optional<Instrument> instrument = Optional.ofNullable(contracts
                    .instruments()
                    .get(layout.cell(raw.cells(), version).strip()));
            if (instrument.isPresent()) return List.of(instrument.get());
            if (ahead.size() == Headers.WITHIN) break;
        }
        return List.of();
    }

    private static int[] filledDown(FeedContract contract, Layout layout) {
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < contract.columns().size(); i++) {
            Column column = contract.columns().get(i);
            if (column.fillDown()) for (int position : layout.positions(i)) positions.add(position);
        }
        return positions.stream().mapToInt(Integer::intValue).toArray();
    }

    private static boolean blank(String[] cells) {
        for (String cell : cells) if (!cell.isBlank()) return false;
        return true;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
