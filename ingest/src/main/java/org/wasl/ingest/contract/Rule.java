package org.wasl.ingest.contract;

import java.util.List;

/** A rule over several columns of one row, checked after the columns themselves. */
public sealed interface Rule {
    /** The word that a reject carries. */
    String id();

    /** The sentence that a data officer reads. */
    String message();

    /** At least one of the columns has a value. */
    record RequireAny(String id, List<String> columns, String message) implements Rule {
        public RequireAny {
            columns = List.copyOf(columns);
        }
    }

    /** The first column is not later than the second, where both have a value. */
    record Before(String id, String first, String second, String message) implements Rule {}

    /** The column is true. */
    record RequireTrue(String id, String column, String message) implements Rule {}
}
