package org.wasl.warehouse.release;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.release.Verification.Kind;
import org.wasl.warehouse.release.Verification.Problem;

/** Re-reads a release byte for byte, and counts the landed deliveries again. */
final class Verifier {
    private final ReleaseFolder folder;
    private final Limits limits;

    Verifier(ReleaseFolder folder, Limits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    Verification verify(Release release) {
        Findings findings = new Findings();
        Manifest manifest = manifest(release, findings);
        int deliveries = 0;
        if (manifest != null) {
            try {
                files(release, manifest, findings);
                deliveries = deliveries(manifest, findings);
            } catch (IOException | SQLException e) {
                findings.add(Kind.CORRUPTED, relative(release.directory()), "cannot be read: " + e);
            }
        }
        return new Verification(release.id(), findings.files, findings.bytes, deliveries, findings.problems);
    }

    private @Nullable Manifest manifest(Release release, Findings findings) {
        Path file = release.directory().resolve(Manifest.FILE);
        Path hash = ReleaseFolder.manifestHash(release.directory());
        Manifest manifest;
        try {
            manifest = release.manifest();
            String said = Files.exists(hash) ? Files.readString(hash).split(" ", 2)[0] : "";
            String is = Hashes.sha256(file);
            if (!said.equals(is)) {
                findings.add(
                        Kind.MANIFEST,
                        relative(file),
                        said.isEmpty()
                                ? hash.getFileName() + " is missing"
                                : "was published with SHA-256 " + said + ", now has " + is);
            }
        } catch (ReleaseException | IOException e) {
            findings.add(Kind.MANIFEST, relative(file), String.valueOf(e.getMessage()));
            return null;
        }
        if (manifest.format() > Manifest.FORMAT) {
            throw new ReleaseException.NewerFormat(file, manifest.format());
        }
        if (!ReleaseId.of(manifest.createdFrom().inputs()).equals(release.id())) {
            findings.add(Kind.MANIFEST, relative(file), "its inputs do not make " + release.id() + ": it was edited");
        }
        return manifest;
    }

    private void files(Release release, Manifest manifest, Findings findings) throws IOException {
        Set<String> known = new HashSet<>(Set.of(Manifest.FILE, Manifest.FILE + ".sha256"));
        List<Manifest.File> all = new ArrayList<>(manifest.files());
        manifest.tables().forEach(t -> all.addAll(t.files()));
        for (Manifest.File file : all) {
            known.add(file.path());
            Path path = release.directory().resolve(file.path());
            if (!Files.isRegularFile(path)) {
                findings.add(Kind.MISSING, relative(path), "is in the manifest but not on disk");
                continue;
            }
            findings.files++;
            findings.bytes += Files.size(path);
            String hash = Hashes.sha256(path);
            if (Files.size(path) != file.bytes()) {
                findings.add(
                        Kind.CORRUPTED,
                        relative(path),
                        "has " + Files.size(path) + " bytes, was published with " + file.bytes());
            } else if (!hash.equals(file.sha256())) {
                findings.add(
                        Kind.CORRUPTED,
                        relative(path),
                        "has SHA-256 " + hash + ", was published with " + file.sha256());
            }
        }
        for (Path path : Durable.files(release.directory())) {
            if (!known.contains(Durable.relative(release.directory(), path))) {
                findings.add(Kind.EXTRA, relative(path), "is on disk but not in the manifest");
            }
        }
    }

    private int deliveries(Manifest manifest, Findings findings) throws IOException, SQLException {
        int seen = 0;
        try (Connection session = TableViews.connect(limits)) {
            for (Manifest.Delivery delivery : manifest.createdFrom().deliveries()) {
                Path landed = folder.landing().resolve(delivery.feed()).resolve(delivery.deliveryId());
                Path record = landed.resolve("delivery.json");
                if (!Files.exists(record)) {
                    findings.add(Kind.MISSING, relative(record), "the release was made from this delivery");
                    continue;
                }
                seen++;
                conserved(session, landed, record, findings);
            }
        }
        return seen;
    }

    /** Read = landed + rejected, by the record and by the rows on disk. */
    private void conserved(Connection session, Path landed, Path record, Findings findings) throws IOException {
        Counts counts;
        try {
            counts = Json.read(record, Counts.class);
        } catch (ReleaseException e) {
            findings.add(Kind.CORRUPTED, relative(record), String.valueOf(e.getMessage()));
            return;
        }
        if (counts.read() != counts.landed() + counts.rejected()) {
            findings.add(
                    Kind.NOT_CONSERVED,
                    relative(record),
                    String.format(
                            Locale.ROOT,
                            "%d rows read, but %d landed and %d rejected",
                            counts.read(),
                            counts.landed(),
                            counts.rejected()));
        }
        long landedRows = 0;
        for (Path part : TableViews.parts(landed.getParent() == null ? landed : landed.getParent(), name(landed))) {
            boolean rejects = part.getFileName().toString().equals("rejects.parquet");
            try {
                long rows = ManifestWriter.rows(session, part);
                if (!rejects) {
                    landedRows += rows;
                } else if (rows != counts.rejected()) {
                    findings.add(
                            Kind.NOT_CONSERVED,
                            relative(part),
                            "holds " + rows + " rows, delivery.json says " + counts.rejected() + " were rejected");
                }
            } catch (SQLException e) {
                findings.add(Kind.CORRUPTED, relative(part), TableViews.firstLine(e));
                return;
            }
        }
        if (landedRows != counts.landed()) {
            findings.add(
                    Kind.NOT_CONSERVED,
                    relative(landed),
                    "holds " + landedRows + " rows, delivery.json says " + counts.landed() + " landed");
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private String relative(Path path) {
        return Durable.relative(folder.home(), path);
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Counts(
            @JsonProperty("rows_read") long read,
            @JsonProperty("rows_landed") long landed,
            @JsonProperty("rows_rejected") long rejected) {}

    /** Gathers what is found on the way. */
    private static final class Findings {
        private final List<Problem> problems = new ArrayList<>();
        private int files;
        private long bytes;

        void add(Kind kind, String path, String message) {
            problems.add(new Problem(kind, path, message));
        }
    }
}
