package org.wasl.warehouse.catalogue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.wasl.warehouse.disclosure.ledger.Table;
import org.wasl.warehouse.query.Warehouse;

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
        List<Table> tables = new ArrayList<>();
        for (Metric metric : catalogue.metrics()) {
            for (Table table : new PersonSets(catalogue, warehouse, metric).usual(universe, MetricRequest.headline())) {
                if (seen.add(List.of(
                        table.population().relation(), table.population().persons(), table.request()))) {
                    tables.add(table);
                }
            }
        }
        return tables;
    }
}
