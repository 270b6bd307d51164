package org.wasl.jobs.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wasl.ingest.Delivery;
import org.wasl.ingest.DeliveryRecord;
import org.wasl.ingest.Inbox;
import org.wasl.ingest.Landing;
import org.wasl.ingest.Plan;
import org.wasl.ingest.contract.Contracts;
import org.wasl.ingest.contract.FeedContract;
import org.wasl.jobs.config.CodeVersion;
import org.wasl.jobs.config.ProgrammeFiles;
import org.wasl.jobs.config.Sha256;
import org.wasl.jobs.home.Home;
import org.wasl.transform.Transform;
import org.wasl.warehouse.release.ReleaseInputs;
import org.wasl.warehouse.release.Releases;

/**
 * What a night is about, known before anything is done: the files of the inbox, what was landed before, and everything
 * else that a release depends on. Two nights with the same plan make the same release.
 *
 * @param programme the resolved programme directory
 * @param inbox every file found, landed before or not
 */
public record NightPlan(
        Path programme,
        String configSha256,
        String codeVersion,
        String decisionsSha256,
        Contracts contracts,
        Landing landing,
        List<Delivery> inbox) {
    // Each module's jar has its say in what a release holds.
    private static final List<Class<?>> CODE = List.of(Landing.class, Transform.class, Releases.class, NightPlan.class);

    /** Looks at the home and the inbox; changes nothing. */
    public static NightPlan of(Home home, ProgrammeFiles files, Path inbox, Landing landing) {
        Path programme = files.writtenBelow(home.work());
        Contracts contracts = Contracts.load(programme);
        return new NightPlan(
                programme,
                files.sha256(),
                CodeVersion.of(CODE),
                decisions(home.restricted().resolve("decisions.csv")),
                contracts,
                landing,
                Inbox.scan(inbox, contracts));
    }

    /** The files that have still to be landed; one that can never be is not among them. */
    public List<Delivery> fresh() {
        return comparison().pending().stream()
                .filter(d -> d.isRead() && contracts.feed(d.feed()).isPresent())
                .toList();
    }

    /** The inbox against what was landed before. */
    Plan comparison() {
        return Plan.of(inbox, landing, contracts);
    }

    /** What became of a file, if it was landed by its contract as it stands. */
    public Optional<DeliveryRecord> record(Delivery delivery) {
        Optional<FeedContract> contract = contracts.feed(delivery.feed());
        return contract.isPresent() ? landing.find(delivery, contract.get()) : landing.find(delivery);
    }

    /** What the next release is made from, as far as landing has come. */
    public ReleaseInputs releaseInputs() {
        return new ReleaseInputs(
                landing.landed().stream()
                        .map(r -> new ReleaseInputs.Delivery(r.feed(), r.deliveryId(), r.contractSha256()))
                        .toList(),
                configSha256,
                codeVersion,
                decisionsSha256);
    }

    /**
     * Names the plan: the identifying parameter of its job. It does not change while the night is under way, so a night
     * that was broken off is found again.
     */
    public String content() {
        SortedMap<String, String> contractOf = new TreeMap<>();
        landing.records().forEach(r -> contractOf.put(r.feed() + " " + r.deliveryId(), r.contractSha256()));
        inbox.forEach(d -> contractOf.put(
                d.feed() + " " + d.id(),
                contracts.feed(d.feed()).map(FeedContract::sha256).orElse("")));
        String text = String.join("\n", contractOf.toString(), configSha256, codeVersion, decisionsSha256);
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }

    private static String decisions(Path file) {
        try {
            return Files.exists(file) ? Sha256.of(Files.readAllBytes(file)) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
