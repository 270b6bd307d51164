package org.wasl.warehouse.catalogue;

import static org.wasl.warehouse.release.TableViews.name;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.disclosure.SmallCells;
import org.wasl.warehouse.query.Rows;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.survey.Estimate;

/** Counts a metric from the records of the release, exactly. */
final class RecordMetric {
    private final Catalogue catalogue;
    private final Warehouse warehouse;
    private final Metric metric;

    RecordMetric(Catalogue catalogue, Warehouse warehouse, Metric metric) {
        this.catalogue = catalogue;
        this.warehouse = warehouse;
        this.metric = metric;
    }

    List<Figure> figures(MetricRequest request) {
        Grain grain = request.grain() == null ? metric.grain() : request.grain();
        Periods periods = Periods.of(grain, catalogue.programme(), warehouse, request.on());
        Rows rows = warehouse.rows(statement(periods, request));
        Map<String, Set<List<String>>> suppressed = suppressed(rows, request.by());
        SmallCells door = new SmallCells(catalogue.programme().disclosure());
        FigureSheet sheet = new FigureSheet(catalogue, metric, request);
        List<Figure> figures = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            String period = text(rows, row, "period");
            List<String> key = key(rows, row, request.by());
            boolean hide = suppressed.getOrDefault(period, Set.of()).contains(key);
            for (int i = 0; i < metric.measures().size(); i++) {
                Estimate counted = counted(rows, row, i, domain(periods.grain(), period, request.by(), key));
                figures.add(sheet.figure(
                        hide ? door.suppress(counted) : counted,
                        metric.measures().get(i).title()));
            }
        }
        return figures;
    }

    /** One row a period and domain: every measure, the units behind it, the persons behind it, and what is unknown. */
    private String statement(Periods periods, MetricRequest request) {
        List<String> columns = new ArrayList<>(List.of("p.period AS period"));
        for (String dimension : request.by()) {
            columns.add("coalesce(CAST(" + name(dimension) + " AS VARCHAR), 'unknown') AS " + name("by_" + dimension));
        }
        for (int i = 0; i < metric.measures().size(); i++) {
            Metric.Measure measure = metric.measures().get(i);
            columns.add("CAST(" + measure.value() + " AS DOUBLE) AS value_" + i);
            columns.add("CAST(" + measure.n() + " AS BIGINT) AS n_" + i);
        }
        for (int i = 0; i < metric.persons().size(); i++) {
            columns.add("CAST(coalesce(" + metric.persons().get(i) + ", 0) AS BIGINT) AS persons_" + i);
        }
        columns.add("CAST(" + (metric.unknown() == null ? "0" : metric.unknown()) + " AS BIGINT) AS unknown");
        String where = request.where() == null
                ? "true"
                : new Condition(warehouse.connection(), metric.dimensions()).sql(request.where());
        return "WITH period (period, starts_on, ends_on) AS (" + periods.values() + "),\nunit AS (\n"
                + catalogue.sql(metric) + "\n),\nkept AS (SELECT * FROM unit WHERE " + where + ")\nSELECT "
                + String.join(", ", columns) + "\nFROM period AS p "
                + (request.by().isEmpty() ? "LEFT" : "INNER")
                + " JOIN kept ON kept.period = p.period\nGROUP BY ALL ORDER BY ALL";
    }

    private Map<String, Set<List<String>>> suppressed(Rows rows, List<String> by) {
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
                    .add(new SmallCells.Cell(key(rows, row, by), persons));
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
        return new Estimate(
                declared.estimator(metric.kind()),
                metric.id(),
                declared.level(),
                domain,
                value,
                null,
                null,
                null,
                n,
                null,
                null,
                null,
                null,
                flags);
    }

    private static Map<String, String> domain(Grain grain, String period, List<String> by, List<String> key) {
        Map<String, String> domain = new LinkedHashMap<>();
        if (grain != Grain.PROGRAMME) {
            domain.put(grain.label(), period);
        }
        for (int i = 0; i < by.size(); i++) {
            domain.put(by.get(i), key.get(i));
        }
        return domain;
    }

    private static List<String> key(Rows rows, int row, List<String> by) {
        List<String> key = new ArrayList<>();
        for (String dimension : by) {
            key.add(text(rows, row, "by_" + dimension));
        }
        return key;
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
