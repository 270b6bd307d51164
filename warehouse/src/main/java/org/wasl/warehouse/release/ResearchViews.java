package org.wasl.warehouse.release;

import static org.wasl.warehouse.release.TableViews.name;
import static org.wasl.warehouse.release.TableViews.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * {@code wasl.duckdb}: views over the current release for DuckDB clients of any 1.x version, which read the storage
 * format 1.0.0 and no newer one.
 */
final class ResearchViews {
    private final ReleaseFolder folder;
    private final Limits limits;

    ResearchViews(ReleaseFolder folder, Limits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /** Whether the file is there and was made for this release in this place. */
    boolean fresh(Release release) throws IOException {
        return Files.exists(folder.researchFile())
                && Files.exists(folder.researchStamp())
                && Files.readString(folder.researchStamp()).equals(stamp(release));
    }

    /** Builds the file beside the old one, so that a full disk is noticed before anything moves. */
    void prepare(Release release) throws IOException, SQLException {
        Path temporary = temporary();
        Files.deleteIfExists(temporary);
        try (Connection session = TableViews.connect(limits);
                Statement statement = session.createStatement()) {
            statement.execute("ATTACH " + text(temporary.toString()) + " AS home (STORAGE_VERSION 'v1.0.0')");
            for (Schema.Table table : release.schema().tables()) {
                statement.execute(TableViews.view(release.directory(), table, "home."));
                if (table.description() != null) {
                    statement.execute(
                            "COMMENT ON VIEW home." + name(table.name()) + " IS " + text(table.description()));
                }
            }
            statement.execute("CREATE VIEW home.wasl_release AS SELECT "
                    + text(release.id().value()) + " AS release, "
                    + text(release.directory().toString()) + " AS directory");
            statement.execute("DETACH home");
        }
        Durable.syncFile(temporary);
    }

    void install(Release release) throws IOException {
        Durable.move(temporary(), folder.researchFile());
        Durable.replace(folder.researchStamp(), stamp(release).getBytes(StandardCharsets.UTF_8));
    }

    private Path temporary() {
        return folder.home().resolve(".wasl.duckdb.tmp");
    }

    private static String stamp(Release release) {
        return release.directory() + "\n";
    }
}
