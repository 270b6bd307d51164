package org.wasl.warehouse.release;

/** Rows of a table that are new, gone, or different between two releases, by primary key. */
public record TableDiff(String table, long rowsBefore, long rowsAfter, long added, long removed, long changed) {
    /** Whether nothing differs. */
    public boolean same() {
        return added == 0 && removed == 0 && changed == 0;
    }
}
