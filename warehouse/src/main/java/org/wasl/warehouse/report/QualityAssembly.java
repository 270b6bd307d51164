package org.wasl.warehouse.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.query.Rows;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.release.Manifest;
import org.wasl.warehouse.report.ReportData.CheckResult;
import org.wasl.warehouse.report.ReportData.FeedQuality;
import org.wasl.warehouse.report.ReportData.Quality;
import org.wasl.warehouse.report.ReportData.RuleCount;

/** Gathers what is said of the records themselves: rows of files, not persons. */
final class QualityAssembly {
    private final Warehouse warehouse;

    QualityAssembly(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    ReportData.Release release() {
        Manifest manifest = warehouse.release().manifest();
        Rows rows = warehouse.rows(Resource.text("as_of.sql"));
        String asOf = rows.text(0, "as_of");
        if (asOf == null) {
            throw new ReportException("The release " + manifest.release()
                    + " has no landed delivery with a date, so its report cannot say what it is of. Deliver a file"
                    + " whose name carries its date.");
        }
        return new ReportData.Release(
                manifest.release(),
                LocalDate.parse(asOf),
                manifest.createdFrom().deliveries().size(),
                manifest.createdFrom().configSha256(),
                manifest.createdFrom().codeVersion());
    }

    Quality quality() {
        return new Quality(feeds(), rules(), checks());
    }

    private List<FeedQuality> feeds() {
        Rows rows = warehouse.rows(Resource.text("feeds.sql"));
        List<FeedQuality> feeds = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            String asOf = rows.text(i, "as_of");
            feeds.add(new FeedQuality(
                    String.valueOf(rows.text(i, "feed")),
                    (int) count(rows, i, "deliveries"),
                    (int) count(rows, i, "set_aside"),
                    count(rows, i, "rows_read"),
                    count(rows, i, "rows_landed"),
                    count(rows, i, "rows_rejected"),
                    asOf == null ? null : LocalDate.parse(asOf)));
        }
        return feeds;
    }

    private List<RuleCount> rules() {
        Rows rows = warehouse.rows(Resource.text("rules.sql"));
        List<RuleCount> rules = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            rules.add(new RuleCount(String.valueOf(rows.text(i, "rule")), count(rows, i, "row_count")));
        }
        return rules;
    }

    private List<CheckResult> checks() {
        return warehouse.release().manifest().checks().stream()
                .map(c -> new CheckResult(
                        c.id(), c.table(), c.status().name().toLowerCase(Locale.ROOT), c.rows(), c.message()))
                .toList();
    }

    private static long count(Rows rows, int row, String column) {
        @Nullable Double number = rows.number(row, column);
        return number == null ? 0 : number.longValue();
    }
}
