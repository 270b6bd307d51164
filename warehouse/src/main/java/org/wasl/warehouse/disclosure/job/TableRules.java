package org.wasl.warehouse.disclosure.job;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.disclosure.perturb.PerturbationTable;
import org.wasl.warehouse.disclosure.suppress.Suppressor;
import org.wasl.warehouse.disclosure.table.Sensitivity;

/**
 * Which table is made of a file and how it is protected.
 *
 * @param value the column that is summed; null: rows are counted
 * @param contributor the column that says whose a row is; null: every row is its own
 * @param dimensions by name
 * @param tables the dimensions of each of the linked tables
 * @param largest so many of the largest contributions must be known
 * @param cost what hiding a cell costs
 * @param zeros whether empty cells may be hidden to protect others
 * @param within the share of a cell's value to which attackers know it beforehand; null: only that it is not negative
 * @param insiders whether contributors attack each other
 * @param by how the table is protected
 * @param base of rounding
 * @param changes of counts by cell keys
 * @param secret the file that record keys are drawn with; null: none are needed
 * @param topCode the share of contributions that are left as they are, the largest cut down to it; null: all
 */
public record TableRules(
        @Nullable String value,
        @Nullable String contributor,
        Map<String, Codes> dimensions,
        List<List<String>> tables,
        Sensitivity sensitivity,
        int largest,
        Suppressor suppressor,
        Cost cost,
        boolean zeros,
        @Nullable Double within,
        boolean insiders,
        By by,
        int base,
        PerturbationTable changes,
        @Nullable Path secret,
        @Nullable Double topCode) {
    public TableRules {
        dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
        tables = List.copyOf(tables);
    }

    /** Reads the file; every problem in it is told at once. */
    public static TableRules read(Path file) {
        return new TableRulesReader(file).rules();
    }

    /** Whether cells are sums of amounts, not counts. */
    public boolean magnitudes() {
        return value != null;
    }

    /**
     * Where a dimension's codes come from.
     *
     * @param levels columns from the top down, the total left out
     * @param tree of each code that is a sum of others, when the file has the finest codes only
     */
    public record Codes(String total, List<String> levels, Map<String, List<String>> tree) {
        public Codes {
            levels = List.copyOf(levels);
            tree = Map.copyOf(tree);
        }
    }

    /** How a table is protected. */
    public enum By {
        /** Cells are left out. */
        SUPPRESSION,
        /** Cells become multiples of a base that still add up. */
        ROUNDING,
        /** Counts are changed by their cell keys. */
        CELL_KEYS
    }

    /** What is to be lost least. */
    public enum Cost {
        /** As few cells as can be. */
        CELLS,
        /** As little of the amount. */
        VALUE,
        /** As few contributors. */
        CONTRIBUTORS
    }
}
