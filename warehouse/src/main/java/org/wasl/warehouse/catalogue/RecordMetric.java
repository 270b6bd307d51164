package org.wasl.warehouse.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.disclosure.SmallCells;
import org.wasl.warehouse.disclosure.ledger.Door;
import org.wasl.warehouse.query.Rows;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.survey.Estimate;

/** Counts a metric from the records of the release, exactly. */
final class RecordMetric {
    private final Catalogue catalogue;
    private final Warehouse warehouse;
    private final Metric metric;
    private final @Nullable Door leaving;

    /**
     * @param leaving where the figures leave; null: they do not
     */
    RecordMetric(Catalogue catalogue, Warehouse warehouse, Metric metric, @Nullable Door leaving) {
        this.catalogue = catalogue;
        this.warehouse = warehouse;
        this.metric = metric;
        this.leaving = leaving;
    }

    List<Figure> figures(MetricRequest request) {
        Grain grain = request.grain() == null ? metric.grain() : request.grain();
        Periods periods = Periods.of(grain, catalogue.programme(), warehouse, request.on());
        Rows rows = warehouse.rows(statement(periods, request));
        Map<String, Set<List<String>>> suppressed =
                PersonSets.isUsual(request) ? withheld(rows, request, periods) : suppressed(rows, request);
        SmallCells door = new SmallCells(catalogue.programme().disclosure());
        FigureSheet sheet = new FigureSheet(catalogue, metric, request);
        PrintedBefore before = PrintedBefore.of(catalogue, warehouse, metric, request, leaving);
        List<Figure> figures = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            String period = text(rows, row, "period");
            List<String> key = UnitRows.key(rows, row, request);
            boolean hide = suppressed.getOrDefault(period, Set.of()).contains(key);
            for (int i = 0; i < metric.measures().size(); i++) {
                Estimate counted = counted(rows, row, i, UnitRows.domain(periods.grain(), period, request, key));
                Figure figure = sheet.figure(
                        hide ? door.suppress(counted) : counted,
                        metric.measures().get(i).title());
                figures.add(hide ? before.instead(key, figure) : figure);
                if (!hide) {
                    before.note(key, figure);
                }
            }
        }
        before.leave();
        return figures;
    }

    /** One row a period and domain: every measure, the units behind it, the persons behind it, and what is unknown. */
    private String statement(Periods periods, MetricRequest request) {
        List<String> columns = new ArrayList<>(List.of("p.period AS period"));
        columns.addAll(UnitRows.dimensions(request));
        for (int i = 0; i < metric.measures().size(); i++) {
            Metric.Measure measure = metric.measures().get(i);
            columns.add("CAST(" + measure.value() + " AS DOUBLE) AS value_" + i);
            columns.add("CAST(" + measure.n() + " AS BIGINT) AS n_" + i);
        }
        for (int i = 0; i < metric.persons().size(); i++) {
            columns.add("CAST(coalesce(" + metric.persons().get(i) + ", 0) AS BIGINT) AS persons_" + i);
        }
        columns.add("CAST(" + (metric.unknown() == null ? "0" : metric.unknown()) + " AS BIGINT) AS unknown");
        return UnitRows.with(catalogue, warehouse, metric, periods, request) + "SELECT "
                + String.join(", ", columns) + "\nFROM period AS p "
                + (request.by().isEmpty() ? "LEFT" : "INNER")
                + " JOIN kept ON kept.period = p.period\nGROUP BY ALL ORDER BY ALL";
    }

    /** Of the whole and single splits it is decided together what is shown. */
    private Map<String, Set<List<String>>> withheld(Rows rows, MetricRequest request, Periods periods) {
        Map<String, Set<List<String>>> withheld = new HashMap<>();
        if (metric.persons().isEmpty()) {
            return withheld;
        }
        String dimension = request.by().isEmpty() ? "" : request.by().get(0);
        Set<List<String>> held = new PersonSets(catalogue, warehouse, metric)
                .held(leaving, request)
                .getOrDefault(dimension, Set.of());
        Map<String, String> spans = periods.spans(metric.time());
        for (int row = 0; row < rows.size(); row++) {
            String period = text(rows, row, "period");
            List<String> key = UnitRows.key(rows, row, request);
            List<String> cell = new ArrayList<>(key);
            cell.add(0, spans.getOrDefault(period, period));
            if (held.contains(cell)) {
                withheld.computeIfAbsent(period, p -> new LinkedHashSet<>()).add(key);
            }
        }
        return withheld;
    }

    /** A request of somebody's own is a table of its own. */
    private Map<String, Set<List<String>>> suppressed(Rows rows, MetricRequest request) {
        Map<String, Set<List<String>>> suppressed = new HashMap<>();
        if (metric.persons().isEmpty()) {
            return suppressed;
        }
        SmallCells door = new SmallCells(catalogue.programme().disclosure());
        Map<String, List<SmallCells.Cell>> tables = new LinkedHashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            List<Long> persons = new ArrayList<>();
            for (int i = 0; i < metric.persons().size(); i++) {
                persons.add(count(rows, row, "persons_" + i));
            }
            tables.computeIfAbsent(text(rows, row, "period"), p -> new ArrayList<>())
                    .add(new SmallCells.Cell(UnitRows.key(rows, row, request), persons));
        }
        tables.forEach((period, cells) -> suppressed.put(period, new LinkedHashSet<>(door.suppressed(cells))));
        return suppressed;
    }

    private Estimate counted(Rows rows, int row, int measure, Map<String, String> domain) {
        Metric.Measure declared = metric.measures().get(measure);
        long n = count(rows, row, "n_" + measure);
        Double value = rows.number(row, "value_" + measure);
        long unknown = count(rows, row, "unknown");
        List<String> flags = new ArrayList<>();
        if (unknown > 0) {
            flags.add("unknown:" + unknown);
        }
        if (value == null) {
            flags.add("no_units");
        }
        return Estimate.exact(
                declared.estimator(metric.kind()), metric.id(), declared.level(), domain, value, n, flags);
    }

    private static String text(Rows rows, int row, String column) {
        @Nullable String text = rows.text(row, column);
        return text == null ? "unknown" : text;
    }

    private static long count(Rows rows, int row, String column) {
        @Nullable Double number = rows.number(row, column);
        return number == null ? 0 : number.longValue();
    }
}
