package org.wasl.warehouse.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.chart.Caption;
import org.wasl.warehouse.chart.Chart;
import org.wasl.warehouse.chart.Frame;
import org.wasl.warehouse.report.Page.Figure;
import org.wasl.warehouse.report.Page.Table;

/** Makes the figures of one page: numbers them in order, words them by their id, draws them at both sizes. */
final class Figures {
    private final Edition edition;
    private final String source;
    private int made;

    Figures(Edition edition, ReportData.Release release) {
        this.edition = edition;
        this.source =
                edition.text("figure.source", Map.of("release", release.id(), "day", edition.day(release.asOf())));
    }

    /** The spoken title and description of the figure {@code id}. */
    Caption caption(String id, Map<String, ?> words) {
        return new Caption(title(id, words), edition.text("figures." + id + ".alt", words));
    }

    /**
     * The figure {@code id} with its words from {@code figures.<id>}.
     *
     * @param chart null where the table itself is the figure
     */
    Figure figure(
            String id, Map<String, ?> words, @Nullable Chart chart, List<String> columns, List<List<String>> rows) {
        return figure(id, words, chart, columns, rows, chart == null);
    }

    /** The same with no drawing and its table folded away: what stands beside it says what the numbers show. */
    Figure statement(String id, Map<String, ?> words, List<String> columns, List<List<String>> rows) {
        return figure(id, words, null, columns, rows, false);
    }

    private Figure figure(
            String id,
            Map<String, ?> words,
            @Nullable Chart chart,
            List<String> columns,
            List<List<String>> rows,
            boolean open) {
        made++;
        String title = title(id, words);
        return new Figure(
                id,
                edition.text("figure.number", Map.of("number", edition.count(made))),
                title,
                edition.text("figures." + id + ".question", words),
                chart == null ? "" : draw(id, chart, Frame.Size.WIDE),
                chart == null ? "" : draw(id, chart, Frame.Size.NARROW),
                edition.text("figures." + id + ".definition", words),
                notes(id, words),
                source,
                new Table(edition.text("figure.table", Map.of("title", title)), columns, rows),
                open);
    }

    /** A note that has nothing to say with these words is left out. */
    private List<String> notes(String id, Map<String, ?> words) {
        return edition.texts().list("figures." + id + ".notes", words).stream()
                .filter(note -> !note.isBlank())
                .toList();
    }

    private String title(String id, Map<String, ?> words) {
        return edition.text("figures." + id + ".title", words);
    }

    private String draw(String id, Chart chart, Frame.Size size) {
        String suffix = size == Frame.Size.WIDE ? "-w" : "-n";
        return chart.svg(Frame.inPage("fig-" + id + suffix, size, edition.direction()));
    }
}
