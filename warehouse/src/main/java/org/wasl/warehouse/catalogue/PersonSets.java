package org.wasl.warehouse.catalogue;

import static org.wasl.warehouse.release.TableViews.name;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.disclosure.ledger.Door;
import org.wasl.warehouse.disclosure.ledger.Population;
import org.wasl.warehouse.disclosure.ledger.Request;
import org.wasl.warehouse.disclosure.ledger.Table;
import org.wasl.warehouse.query.QueryException;
import org.wasl.warehouse.query.Warehouse;

/** The persons behind a metric's figures: what leaves of them every night, and what somebody asks for besides. */
final class PersonSets {
    private static final String WAVE = "wave";
    private static final String RESPONDENT = "respondent_id";
    private static final String SPAN = "span_";

    private final Catalogue catalogue;
    private final Warehouse warehouse;
    private final Metric metric;

    PersonSets(Catalogue catalogue, Warehouse warehouse, Metric metric) {
        this.catalogue = catalogue;
        this.warehouse = warehouse;
        this.metric = metric;
    }

    /** Whether everybody may ask: the whole or one split of all records. */
    static boolean isUsual(MetricRequest request) {
        return request.where() == null && request.on() == null && request.by().size() <= 1;
    }

    /** Whether persons stand behind the metric. */
    boolean ofPersons() {
        return metric.isSurvey() || !metric.persons().isEmpty();
    }

    /**
     * Lets a request of somebody's own pass, or not.
     *
     * @return the cells that may be shown: wave, or span of time, then the values of what splits it
     */
    Set<List<String>> pass(Door door, MetricRequest request) {
        String filter = request.where() == null
                ? "true"
                : new Condition(warehouse.connection(), metric.dimensions()).sql(request.where());
        @Nullable Set<List<String>> shown = null;
        for (Population population : populations(request)) {
            Set<List<String>> of = door.pass(
                    warehouse.connection(),
                    warehouse.release().id().toString(),
                    new UsualPersons(catalogue, warehouse).tables(population.universe()),
                    new Table(population, new Request(filter, columns(request.by()))));
            if (shown == null) {
                shown = new HashSet<>(of);
            } else {
                shown.retainAll(of);
            }
        }
        return shown == null ? Set.of() : shown;
    }

    /** Whether a figure is of a cell that may be shown. */
    boolean isShown(Figure figure, MetricRequest request, Set<List<String>> shown) {
        return shown.contains(cell(figure, request));
    }

    /** Wave, or span of time, then the values of what splits it. */
    List<String> cell(Figure figure, MetricRequest request) {
        Map<String, String> domain = figure.estimate().domain();
        List<String> key = new ArrayList<>();
        if (metric.isSurvey()) {
            key.add(domain.getOrDefault(WAVE, ""));
        } else {
            Periods periods = periods(request);
            Map<String, String> spans = periods.spans(metric.time());
            key.add(
                    periods.grain() == Grain.PROGRAMME
                            ? spans.values().iterator().next()
                            : spans.getOrDefault(
                                    domain.getOrDefault(periods.grain().label(), ""), ""));
        }
        request.by().forEach(dimension -> key.add(domain.getOrDefault(dimension, "unknown")));
        return key;
    }

    /**
     * The usual figures of records that are held back, decided on together with all others of the same persons and spans
     * of time, of whichever metric.
     *
     * @param door where they leave; null: they do not
     * @return by dimension (empty for the whole), the cells that some count of persons forbids: the span of time and the
     *     dimension's value
     */
    Map<String, Set<List<String>>> held(@Nullable Door door, MetricRequest request) {
        Periods periods = periods(request);
        Map<String, Set<List<String>>> held = new HashMap<>();
        Set<String> universes = new LinkedHashSet<>();
        populations(request).forEach(population -> universes.add(population.universe()));
        for (String universe : universes) {
            List<Table> tables = new ArrayList<>();
            for (Metric one : catalogue.metrics()) {
                if (!one.isSurvey()
                        && (one.id().equals(metric.id()) || one.grains().contains(periods.grain()))) {
                    tables.addAll(new PersonSets(catalogue, warehouse, one).usual(universe, request));
                }
            }
            List<Set<List<String>>> decided = decided(
                    door, tables, List.copyOf(periods.spans(metric.time()).values()));
            for (int i = 0; i < tables.size(); i++) {
                if (own(tables.get(i).population())) {
                    List<String> by = tables.get(i).request().by();
                    held.computeIfAbsent(by.size() > 1 ? by.get(1) : "", any -> new HashSet<>())
                            .addAll(decided.get(i));
                }
            }
        }
        return held;
    }

    /**
     * Lets the numbers of respondents behind the usual estimates of splits leave.
     *
     * @return for each split in turn, the cells whose numbers are left out: the wave, then what splits it
     */
    List<Set<List<String>>> sizes(Door door, List<MetricRequest> splits) {
        String sample = "(" + catalogue.sql(metric) + "\n)";
        // Metrics of the same rows share what is noted of them.
        Population respondents = Population.of(
                "respondents " + Integer.toHexString(sample.hashCode()),
                sample,
                hasRespondents(sample) ? "count(DISTINCT " + RESPONDENT + ")" : "count(*)",
                null,
                WAVE,
                false);
        List<Table> tables = new ArrayList<>(List.of(new Table(respondents, new Request("true", columns(List.of())))));
        splits.forEach(split -> tables.add(new Table(respondents, new Request("true", columns(split.by())))));
        List<Set<List<String>>> held = door.sizes(
                warehouse.connection(),
                warehouse.release().id().toString(),
                tables.stream().distinct().toList());
        List<Table> distinct = tables.stream().distinct().toList();
        return tables.stream()
                .skip(1)
                .map(table -> held.get(distinct.indexOf(table)))
                .toList();
    }

    private boolean own(Population population) {
        return population.name().equals(metric.id()) || population.name().startsWith(metric.id() + ", ");
    }

    private List<Set<List<String>>> decided(@Nullable Door door, List<Table> tables, List<String> spans) {
        return door == null
                ? Door.decide(warehouse.connection(), catalogue.programme().disclosure(), tables, spans)
                : door.publish(warehouse.connection(), warehouse.release().id().toString(), tables, spans);
    }

    /** The whole of the metric and each of its splits, of those of its persons who are of a universe. */
    List<Table> usual(String universe, MetricRequest request) {
        List<Table> usual = new ArrayList<>();
        for (Population population : populations(request)) {
            if (population.universe().equals(universe)) {
                usual.add(new Table(population, new Request("true", columns(List.of()))));
                metric.dimensions()
                        .forEach(dimension ->
                                usual.add(new Table(population, new Request("true", columns(List.of(dimension))))));
            }
        }
        return usual;
    }

    /** What splits a table of persons; the time comes first. */
    private List<String> columns(List<String> by) {
        List<String> columns = new ArrayList<>(List.of(metric.isSurvey() ? WAVE : SPAN));
        columns.addAll(by);
        return columns;
    }

    private Periods periods(MetricRequest request) {
        Grain grain = request.grain() == null ? metric.grain() : request.grain();
        return Periods.of(grain, catalogue.programme(), warehouse, request.on());
    }

    private List<Population> populations(MetricRequest request) {
        if (metric.isSurvey()) {
            String sample = "(" + catalogue.sql(metric) + "\n)";
            return List.of(Population.of(
                    metric.id(), sample, hasRespondents(sample) ? "count(DISTINCT " + RESPONDENT + ")" : "count(*)"));
        }
        if (metric.persons().isEmpty()) {
            return List.of();
        }
        Periods periods = periods(request);
        MetricRequest whole = new MetricRequest(List.of(), null, request.grain(), request.on());
        String span = metric.time() == Metric.Time.WITHIN && periods.grain() != Grain.PROGRAMME
                ? "CAST(p.starts_on AS VARCHAR) || '/' || CAST(p.ends_on AS VARCHAR)"
                : "CAST(p.ends_on AS VARCHAR)";
        String relation = "(" + UnitRows.with(catalogue, warehouse, metric, periods, whole) + "SELECT kept.*, " + span
                + " AS " + SPAN + " FROM kept JOIN period AS p ON p.period = kept.period)";
        List<Population> populations = new ArrayList<>();
        for (int i = 0; i < metric.persons().size(); i++) {
            populations.add(Population.of(
                    i == 0 ? metric.id() : metric.id() + ", count " + (i + 1),
                    relation,
                    metric.persons().get(i),
                    metric.key(),
                    SPAN,
                    periods.list().size() == 1));
        }
        return populations;
    }

    /** Whether the respondents have names by which they are the same in other tables. */
    private boolean hasRespondents(String sample) {
        try {
            warehouse.rows("SELECT " + name(RESPONDENT) + " FROM " + sample + " LIMIT 0");
            return true;
        } catch (QueryException noSuchColumn) {
            return false;
        }
    }
}
