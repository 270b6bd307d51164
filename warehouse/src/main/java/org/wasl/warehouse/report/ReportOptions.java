package org.wasl.warehouse.report;

/**
 * What the caller knows of a report and the release does not.
 *
 * @param synthetic whether the records are made up, as the sample deliveries are; the report then says so at its head
 */
public record ReportOptions(boolean synthetic) {

    /** A report on real records. */
    public static ReportOptions defaults() {
        return new ReportOptions(false);
    }
}
