package org.wasl.warehouse.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.disclosure.ledger.Door;
import org.wasl.warehouse.disclosure.ledger.Population;
import org.wasl.warehouse.disclosure.ledger.Request;
import org.wasl.warehouse.query.Warehouse;

/** The persons behind a metric's figures: what leaves of them every night, and what somebody asks for besides. */
final class PersonSets {
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

    /** Lets a request of somebody's own pass, or not. */
    void pass(Door door, MetricRequest request) {
        if (isUsual(request) || (!metric.isSurvey() && metric.persons().isEmpty())) {
            return;
        }
        String filter = request.where() == null
                ? "true"
                : new Condition(warehouse.connection(), metric.dimensions()).sql(request.where());
        for (Population population : populations(request)) {
            door.pass(
                    warehouse.connection(),
                    warehouse.release().id().toString(),
                    population,
                    usual(population),
                    new Request(filter, columns(population, request.by())));
        }
    }

    /**
     * The usual figures of records that are held back, decided on together with all others of the same spans of time.
     *
     * @param door where they leave; null: they do not
     * @return by dimension (empty for the whole), the cells that some count of persons forbids: the period, if there are
     *     several, and the dimension's value
     */
    Map<String, Set<List<String>>> held(@Nullable Door door, MetricRequest request) {
        List<String> dimensions = new ArrayList<>(List.of(""));
        dimensions.addAll(metric.dimensions());
        Map<String, Set<List<String>>> held = new HashMap<>();
        for (Population population : populations(request)) {
            List<Set<List<String>>> tables = tables(door, population);
            for (int i = 0; i < dimensions.size(); i++) {
                held.computeIfAbsent(dimensions.get(i), any -> new HashSet<>()).addAll(tables.get(i));
            }
        }
        return held;
    }

    private List<Set<List<String>>> tables(@Nullable Door door, Population population) {
        return door == null
                ? Door.decide(warehouse.connection(), catalogue.programme().disclosure(), population, usual(population))
                : door.publish(
                        warehouse.connection(), warehouse.release().id().toString(), population, usual(population));
    }

    private List<Request> usual(Population population) {
        List<Request> usual = new ArrayList<>();
        usual.add(new Request("true", columns(population, List.of())));
        metric.dimensions()
                .forEach(dimension -> usual.add(new Request("true", columns(population, List.of(dimension)))));
        return usual;
    }

    private static List<String> columns(Population population, List<String> by) {
        List<String> columns = new ArrayList<>(by);
        if (population.time() != null) {
            columns.add(0, population.time());
        }
        return columns;
    }

    private List<Population> populations(MetricRequest request) {
        if (metric.isSurvey()) {
            return List.of(new Population(metric.id(), "(" + catalogue.sql(metric) + "\n)", "count(*)", "wave"));
        }
        Grain grain = request.grain() == null ? metric.grain() : request.grain();
        Periods periods = Periods.of(grain, catalogue.programme(), warehouse, request.on());
        MetricRequest whole = new MetricRequest(List.of(), null, request.grain(), request.on());
        String relation = "(" + UnitRows.with(catalogue, warehouse, metric, periods, whole) + "SELECT * FROM kept)";
        String name = metric.id() + " each " + grain.label() + (request.on() == null ? "" : " to " + request.on());
        List<Population> populations = new ArrayList<>();
        for (int i = 0; i < metric.persons().size(); i++) {
            populations.add(new Population(
                    i == 0 ? name : name + ", count " + (i + 1),
                    relation,
                    metric.persons().get(i),
                    periods.grain() == Grain.PROGRAMME ? null : "period"));
        }
        return populations;
    }
}
