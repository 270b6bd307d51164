package org.wasl.warehouse.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Hashes and counts what lies in a staged release. */
final class ManifestWriter {
    private final Path staging;
    private final Limits limits;

    ManifestWriter(Path staging, Limits limits) {
        this.staging = staging;
        this.limits = limits;
    }

    Manifest manifest(ReleaseId id, ReleaseInputs inputs, List<CheckResult> checks) throws IOException, SQLException {
        List<String> names = Schema.read(staging.resolve(Schema.FILE)).tables().stream()
                .map(Schema.Table::name)
                .sorted()
                .toList();
        List<Manifest.Table> tables = new ArrayList<>();
        List<Path> inTables = new ArrayList<>();
        try (Connection session = TableViews.connect(limits)) {
            for (String name : names) {
                List<Manifest.File> files = new ArrayList<>();
                long rows = 0;
                for (Path part : TableViews.parts(staging, name)) {
                    files.add(file(part));
                    inTables.add(part);
                    rows += rows(session, part);
                }
                tables.add(new Manifest.Table(name, rows, files));
            }
        }
        List<Manifest.File> others = new ArrayList<>();
        for (Path path : Durable.files(staging)) {
            if (!inTables.contains(path)) {
                others.add(file(path));
            }
        }
        return new Manifest(
                Manifest.FORMAT, id.value(), Manifest.CreatedFrom.of(inputs), tables, others, sorted(checks));
    }

    private Manifest.File file(Path path) throws IOException {
        return new Manifest.File(Durable.relative(staging, path), Files.size(path), Hashes.sha256(path));
    }

    private static List<CheckResult> sorted(List<CheckResult> checks) {
        return checks.stream()
                .sorted(Comparator.comparing(CheckResult::table).thenComparing(CheckResult::id))
                .toList();
    }

    static long rows(Connection session, Path part) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT coalesce(sum(num_rows), 0) FROM parquet_file_metadata("
                                + TableViews.text(part.toString()) + ")")) {
            result.next();
            return result.getLong(1);
        }
    }
}
