package org.wasl.warehouse.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wasl.warehouse.disclosure.ledger.Population;
import org.wasl.warehouse.disclosure.ledger.Table;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.release.TableViews;

/** What everybody has of some persons: the whole and the splits of each metric that counts them. */
public final class UsualPersons {
    private final Catalogue catalogue;
    private final Warehouse warehouse;

    public UsualPersons(Catalogue catalogue, Warehouse warehouse) {
        this.catalogue = catalogue;
        this.warehouse = warehouse;
    }

    /** The tables of a universe of persons, each once whichever metrics have it. */
    public List<Table> tables(String universe) {
        Set<List<Object>> seen = new HashSet<>();
        Map<List<String>, String> contents = new HashMap<>();
        List<Table> tables = new ArrayList<>();
        for (Metric metric : catalogue.metrics()) {
            for (Table table : new PersonSets(catalogue, warehouse, metric).usual(universe, MetricRequest.headline())) {
                Population population = table.population();
                String content = contents.computeIfAbsent(
                        List.of(population.relation(), String.join(",", metric.dimensions())),
                        any -> content(population, metric.dimensions()));
                if (seen.add(List.of(content, population.persons(), table.request()))) {
                    tables.add(table);
                }
            }
        }
        return tables;
    }

    /** The same for two relations that have the same persons in the same groups, however they are written. */
    private String content(Population population, List<String> dimensions) {
        if (population.unit() == null) {
            return population.relation();
        }
        List<String> columns = new ArrayList<>(List.of(population.unit()));
        dimensions.stream().map(TableViews::name).forEach(columns::add);
        if (population.time() == null) {
            columns.add("wave");
        }
        return dimensions + " "
                + warehouse
                        .rows("SELECT CAST(sum(CAST(hash(" + String.join(", ", columns)
                                + ") AS HUGEINT)) AS VARCHAR) AS content" + " FROM " + population.relation())
                        .text(0, "content");
    }
}
