package org.wasl.warehouse.catalogue;

import java.util.ArrayList;
import java.util.List;
import org.wasl.warehouse.disclosure.ledger.Door;
import org.wasl.warehouse.disclosure.ledger.Population;
import org.wasl.warehouse.disclosure.ledger.Request;
import org.wasl.warehouse.query.Warehouse;

/** The persons behind a metric's figures, for the door to hold a request against earlier ones. */
final class PersonSets {
    private final Catalogue catalogue;
    private final Warehouse warehouse;
    private final Metric metric;

    PersonSets(Catalogue catalogue, Warehouse warehouse, Metric metric) {
        this.catalogue = catalogue;
        this.warehouse = warehouse;
        this.metric = metric;
    }

    /** Lets a request pass, or not. What the report prints of every release needs no leave. */
    void pass(Door door, MetricRequest request) {
        boolean usual =
                request.where() == null && request.on() == null && request.by().size() <= 1;
        if (usual || (!metric.isSurvey() && metric.persons().isEmpty())) {
            return;
        }
        String time = metric.isSurvey() ? "wave" : "period";
        List<Request> known = new ArrayList<>();
        known.add(new Request("true", List.of(time)));
        metric.dimensions().forEach(dimension -> known.add(new Request("true", List.of(time, dimension))));
        List<String> by = new ArrayList<>(List.of(time));
        by.addAll(request.by());
        String filter = request.where() == null
                ? "true"
                : new Condition(warehouse.connection(), metric.dimensions()).sql(request.where());
        for (Population population : populations(request)) {
            door.pass(
                    warehouse.connection(),
                    warehouse.release().id().toString(),
                    population,
                    known,
                    new Request(filter, by));
        }
    }

    private List<Population> populations(MetricRequest request) {
        if (metric.isSurvey()) {
            return List.of(new Population(metric.id(), "(" + catalogue.sql(metric) + "\n)", "count(*)"));
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
                    "coalesce(" + metric.persons().get(i) + ", 0)"));
        }
        return populations;
    }
}
