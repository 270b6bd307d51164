package org.wasl.jobs.night;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wasl.ingest.Delivery;
import org.wasl.ingest.DeliveryRecord;
import org.wasl.jobs.home.Home;
import org.wasl.warehouse.release.Release;
import org.wasl.warehouse.release.Releases;

/**
 * What a night did.
 *
 * @param release the release that is current now; none when only ingest ran so far
 * @param unchanged whether there was nothing new to build
 * @param deliveries every file of the inbox and what became of it, in order
 * @param reports the report's pages
 * @param seconds by stage, only those that ran
 */
public record NightResult(
        Optional<Release> release,
        boolean unchanged,
        List<DeliveryLine> deliveries,
        List<Path> reports,
        Map<String, Double> seconds) {

    /** The state of the home after a night. */
    static NightResult of(Home home, NightPlan plan, Releases releases, Map<String, Double> seconds) {
        Optional<Release> current = releases.current();
        return new NightResult(
                current,
                seconds.isEmpty(),
                lines(plan),
                current.map(r -> ReportStage.pages(home, r.id())).orElse(List.of()),
                seconds);
    }

    private static List<DeliveryLine> lines(NightPlan plan) {
        List<DeliveryLine> lines = new ArrayList<>();
        Map<String, DeliveryRecord> duplicates = new HashMap<>();
        plan.comparison().duplicates().forEach(r -> duplicates.put(r.path(), r));
        for (Delivery delivery : plan.inbox()) {
            DeliveryRecord duplicate = duplicates.get(delivery.path());
            Optional<DeliveryRecord> record = plan.record(delivery);
            if (duplicate != null) {
                lines.add(line(delivery, duplicate));
            } else if (record.isPresent()) {
                lines.add(line(delivery, record.get()));
            } else {
                String status = delivery.problem() == null ? "waiting" : DeliveryRecord.Status.FAILED.word();
                String message = delivery.problem() == null ? "" : delivery.problem();
                lines.add(new DeliveryLine(delivery.feed(), delivery.id(), delivery.name(), 0, 0, 0, status, message));
            }
        }
        return lines;
    }

    private static DeliveryLine line(Delivery delivery, DeliveryRecord r) {
        String message = r.message() == null ? "" : r.message();
        return new DeliveryLine(
                delivery.feed(),
                delivery.id(),
                delivery.name(),
                r.rowsRead(),
                r.rowsLanded(),
                r.rowsRejected(),
                r.status().word(),
                message);
    }

    /** One file of the inbox. */
    public record DeliveryLine(
            String feed,
            String delivery,
            String file,
            long rowsRead,
            long rowsLanded,
            long rowsRejected,
            String status,
            String message) {
        /** Whether nothing of it is used because something is wrong with it. */
        public boolean turnedAway() {
            return status.equals("failed") || status.equals("quarantined");
        }
    }

    /** The page to open first. */
    public Optional<Path> report() {
        return reports.stream()
                .filter(p -> p.getFileName().toString().startsWith("report-en"))
                .findFirst()
                .or(() -> reports.stream().findFirst());
    }

    /** Whether a delivery was turned away. */
    public boolean turnedAway() {
        return deliveries.stream().anyMatch(DeliveryLine::turnedAway);
    }
}
