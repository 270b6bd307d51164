package org.wasl.jobs.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.wasl.jobs.home.Home;
import org.wasl.jobs.night.NightResult;
import org.wasl.jobs.night.NightResult.DeliveryLine;
import org.wasl.warehouse.catalogue.Catalogue;
import org.wasl.warehouse.catalogue.Figure;
import org.wasl.warehouse.catalogue.Metric;
import org.wasl.warehouse.catalogue.MetricComputation;
import org.wasl.warehouse.catalogue.MetricRequest;
import org.wasl.warehouse.catalogue.Programme;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.release.CheckResult;
import org.wasl.warehouse.release.Release;

/** One screen after a night: deliveries, checks, release, headline figures, where the report is. */
final class NightScreen {
    private final Console console;
    private final PrintStream out;

    NightScreen(Console console) {
        this.console = console;
        this.out = console.out();
    }

    void print(Home home, NightResult result) {
        if (result.unchanged()) {
            out.println("Nothing new: " + result.deliveries().size() + " files in the inbox, all landed before.");
        } else {
            deliveries(result.deliveries());
        }
        result.release().ifPresent(release -> {
            if (!result.unchanged()) {
                checks(release);
                headline(home, release);
            }
            out.println();
            out.println("Release  " + release.id() + " is current (" + home.directory() + ")");
        });
        result.report().ifPresent(page -> out.println("Report   " + page));
    }

    private void deliveries(List<DeliveryLine> deliveries) {
        TextTable table = new TextTable("feed", "file", "read", "landed", "rejected", "status");
        deliveries.forEach(
                d -> table.row(d.feed(), d.file(), d.rowsRead(), d.rowsLanded(), d.rowsRejected(), d.status()));
        table.print(out);
        deliveries.stream()
                .filter(DeliveryLine::turnedAway)
                .forEach(d -> out.println("! " + d.feed() + "/" + d.file() + " " + d.status() + ": " + said(d)));
    }

    /** What is wrong with a file, whose name stands before it already. */
    private static String said(DeliveryLine d) {
        String name = d.file() + ": ";
        return d.message().startsWith(name) ? d.message().substring(name.length()) : d.message();
    }

    private void checks(Release release) {
        List<CheckResult> checks = release.manifest().checks();
        List<CheckResult> warned = checks.stream().filter(c -> c.rows() > 0).toList();
        out.println();
        out.println("Checks   " + (checks.size() - warned.size()) + " of " + checks.size() + " passed"
                + (warned.isEmpty() ? "" : ", " + TextTable.counted(warned.size(), "warning") + ":"));
        for (CheckResult c : warned) {
            out.println("  " + c.table() + ": " + c.message() + ": " + TextTable.counted(c.rows(), "row"));
        }
    }

    private void headline(Home home, Release release) {
        Catalogue catalogue = Catalogue.load(release.programme());
        TextTable table = new TextTable("", "", "target", "");
        try (Warehouse warehouse = Warehouse.open(release)) {
            MetricComputation computation = new MetricComputation(catalogue, Zone.door(home, catalogue, console));
            for (Programme.Target target : catalogue.programme().targets()) {
                Metric metric = catalogue.get(target.metric());
                Figure figure = computation
                        .compute(warehouse, metric, MetricRequest.headline())
                        .get(0);
                Double value = figure.value();
                table.row(
                        metric.title().en(),
                        value == null ? "withheld" : value,
                        target.target(),
                        value == null ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * value / target.target()));
            }
        }
        out.println();
        table.print(out);
    }
}
