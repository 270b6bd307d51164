package org.wasl.warehouse.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes staged tables the current release. The steps, each safe to be killed after: check, write the manifest, rename the
 * staging directory, note it in the history, rebuild the researchers' views beside the old ones, move CURRENT, move the
 * views. A rerun finds the complete release by its id and does what is left.
 */
final class Publication {
    private final ReleaseFolder folder;
    private final Clock clock;
    private final Limits limits;

    Publication(ReleaseFolder folder, Clock clock, Limits limits) {
        this.folder = folder;
        this.clock = clock;
        this.limits = limits;
    }

    Published publish(Path staged, ReleaseInputs inputs, Path programme) {
        ReleaseId id = ReleaseId.of(inputs);
        if (folder.find(id).isPresent()) {
            writing("clear " + staged, () -> Durable.deleteTree(staged));
            return activate(id);
        }
        Path staging = folder.staging(id);
        try {
            writing("stage " + id, () -> bring(staged, staging, programme));
            List<CheckResult> checks = check(staging);
            List<CheckResult> failed = checks.stream()
                    .filter(c -> c.status() == CheckResult.Status.FAILED)
                    .toList();
            if (!failed.isEmpty()) {
                throw new ReleaseException.ChecksFailed(id, failed);
            }
            writing("seal " + id, () -> seal(staging, id, inputs, checks));
            writing("move " + id + " into place", () -> Durable.move(staging, folder.directory(id)));
        } catch (ReleaseException e) {
            discard(staging);
            throw e;
        }
        Published published = activate(id);
        return new Published(published.release(), true, published.checks());
    }

    Published activate(ReleaseId id) {
        Release release = folder.find(id)
                .orElseThrow(() -> new ReleaseException.Unknown("release " + id + " is not in " + folder.releases()));
        Manifest manifest = release.manifest();
        ResearchViews views = new ResearchViews(folder, limits);
        writing("make " + id + " current", () -> {
            markFormat();
            boolean rebuild = !views.fresh(release);
            if (rebuild) {
                views.prepare(release);
            }
            remember(release, manifest);
            if (!pointsTo(id)) {
                Durable.replace(folder.currentPointer(), (id + "\n").getBytes(StandardCharsets.UTF_8));
            }
            if (rebuild) {
                views.install(release);
            }
        });
        return new Published(release, false, manifest.checks());
    }

    /** The configuration first: where there is no room for it, the built tables stay where they are for the next try. */
    private void bring(Path staged, Path staging, Path programme) throws IOException {
        Files.createDirectories(folder.releases());
        dropByProducts(staged);
        Path config = staged.resolve("config");
        Durable.deleteTree(config);
        Files.createDirectories(config);
        Durable.copyTree(programme, config);
        if (!staged.toAbsolutePath().normalize().equals(staging)) {
            Durable.deleteTree(staging);
            FileStore here = Files.getFileStore(folder.releases());
            if (here.equals(Files.getFileStore(staged))) {
                Durable.move(staged, staging);
            } else {
                Durable.copyTree(staged, staging);
                Durable.deleteTree(staged);
            }
        }
    }

    /** Spark leaves marker and checksum files among its Parquet. */
    private static void dropByProducts(Path tables) throws IOException {
        for (Path file : Durable.files(tables)) {
            String name = file.getFileName().toString();
            if (name.startsWith(".") || name.startsWith("_")) {
                Files.delete(file);
            }
        }
    }

    private List<CheckResult> check(Path staging) {
        Path scratch = staging.resolveSibling(staging.getFileName() + "-scratch");
        try {
            writing("check " + staging, () -> Files.createDirectories(scratch));
            try (Connection session = TableViews.open(staging, scratch, limits)) {
                return new TableChecks(session).run(Schema.read(staging.resolve(Schema.FILE)));
            } catch (SQLException e) {
                throw new ReleaseException.Unreadable(
                        "the checks of " + staging + " could not be run: " + TableViews.firstLine(e), e);
            }
        } finally {
            discard(scratch);
        }
    }

    private void seal(Path staging, ReleaseId id, ReleaseInputs inputs, List<CheckResult> checks)
            throws IOException, SQLException {
        byte[] manifest = Json.pretty(new ManifestWriter(staging, limits).manifest(id, inputs, checks));
        for (Path file : Durable.files(staging)) {
            Durable.syncFile(file);
        }
        Durable.write(
                ReleaseFolder.manifestHash(staging),
                (Hashes.sha256(manifest) + "  " + Manifest.FILE + "\n").getBytes(StandardCharsets.UTF_8));
        Durable.write(staging.resolve(Manifest.FILE), manifest);
        try (Stream<Path> directories = Files.walk(staging)) {
            for (Path directory : directories.filter(Files::isDirectory).toList()) {
                Durable.syncDirectory(directory);
            }
        }
    }

    private void markFormat() throws IOException {
        if (!Files.exists(folder.format())) {
            Durable.replace(folder.format(), (Manifest.FORMAT + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A release that is already the last of the history is not noted twice. */
    private void remember(Release release, Manifest manifest) throws IOException {
        List<HistoryEntry> history = folder.history();
        String id = release.id().value();
        if (!history.isEmpty() && history.get(history.size() - 1).release().equals(id)) {
            return;
        }
        HistoryEntry entry = new HistoryEntry(
                id,
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                manifest.createdFrom().deliveries().size(),
                manifest.tables().size(),
                manifest.rows(),
                Math.toIntExact(manifest.checks().stream()
                        .filter(c -> c.status() == CheckResult.Status.WARNED)
                        .count()),
                Hashes.sha256(release.directory().resolve(Manifest.FILE)));
        byte[] line = Json.line(entry);
        Durable.append(folder.historyFile(), endsMidLine() ? withNewline(line) : line);
    }

    private boolean endsMidLine() throws IOException {
        if (!Files.exists(folder.historyFile())) {
            return false;
        }
        byte[] all = Files.readAllBytes(folder.historyFile());
        return all.length > 0 && all[all.length - 1] != '\n';
    }

    private static byte[] withNewline(byte[] line) {
        byte[] longer = new byte[line.length + 1];
        longer[0] = '\n';
        System.arraycopy(line, 0, longer, 1, line.length);
        return longer;
    }

    private boolean pointsTo(ReleaseId id) throws IOException {
        return Files.exists(folder.currentPointer())
                && Files.readString(folder.currentPointer()).strip().equals(id.value());
    }

    private static void discard(Path path) {
        try {
            Durable.deleteTree(path);
        } catch (IOException e) {
            // The sweep of the next run takes it; what failed before says more.
        }
    }

    private void writing(String what, Step step) {
        try {
            step.run();
        } catch (IOException | SQLException e) {
            List<String> causes = new ArrayList<>();
            for (Throwable t = e; t != null; t = t.getCause()) {
                causes.add(t.getClass().getSimpleName() + ": " + TableViews.firstLine(t));
            }
            throw new ReleaseException.NotWritable(
                    "cannot " + what + " in " + folder.home() + " (" + String.join("; ", causes)
                            + "). Nothing readers see was changed; check rights and free space, then run again.",
                    e);
        }
    }

    /** A step that writes. */
    private interface Step {
        void run() throws IOException, SQLException;
    }
}
