package org.wasl.jobs.night;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.jobs.config.Settings;
import org.wasl.jobs.config.SettingsFile;
import org.wasl.jobs.home.Home;
import org.wasl.jobs.progress.Progress;
import org.wasl.jobs.progress.Stage;

/**
 * The committed sample, ingested and transformed, against the truth beside it. The table of precision, recall and F1 is
 * printed; linkage-quality.sql says what a pair is.
 */
@NullMarked
class LinkageQualityTest {
    private static final double LEAST = 0.90;
    private static final Path SAMPLES =
            Path.of(System.getProperty("wasl.root", "..")).resolve("data-samples");
    private static final Path TRUTH = SAMPLES.resolve("better-connections-truth");

    @SuppressWarnings("NullAway.Init") // made before all tests
    private static Connection duckdb;

    private record Linkage(String name, long inTruth, long inTables, long inBoth) {
        double precision() {
            return (double) inBoth / inTables;
        }

        double recall() {
            return (double) inBoth / inTruth;
        }

        double f1() {
            return 2.0 * inBoth / (inTruth + inTables);
        }
    }

    @BeforeAll
    static void build(@TempDir Path temp) throws IOException, SQLException {
        Home home = Home.create(temp.resolve("home"), SettingsFile.template());
        Nightly nightly = new Nightly(home, Settings.DEFAULTS, Progress.SILENT, Clock.systemUTC());
        Path inbox = SAMPLES.resolve("better-connections");
        nightly.run(Stage.INGEST, inbox);
        nightly.run(Stage.TRANSFORM, inbox);
        duckdb = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = duckdb.createStatement();
                Stream<Path> tables = Files.list(tables(home))) {
            for (Path table : tables.filter(Files::isDirectory).toList()) {
                view(statement, table.getFileName().toString(), table.resolve("*.parquet"));
            }
            view(statement, "landed_employer", home.landing().resolve("employer/*/part-*.parquet"));
            statement.execute("SET VARIABLE truth = '" + TRUTH + "'");
        }
    }

    @AfterAll
    static void close() throws SQLException {
        duckdb.close();
    }

    private static Path tables(Home home) throws IOException {
        try (Stream<Path> work = Files.list(home.work())) {
            return work.filter(p -> Files.exists(p.resolve(TransformStage.COMPLETE)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void view(Statement statement, String name, Path files) throws SQLException {
        statement.execute("CREATE TABLE " + name + " AS FROM read_parquet('" + files + "', union_by_name = true)");
    }

    @Test
    void everyLinkageIsRightEnough() throws IOException, SQLException {
        List<Linkage> linkages = linkages();
        StringBuilder table = new StringBuilder(row("linkage", "pairs in truth", "precision", "recall", "F1"));
        for (Linkage linkage : linkages) {
            table.append(row(
                    linkage.name(),
                    Long.toString(linkage.inTruth()),
                    share(linkage.precision()),
                    share(linkage.recall()),
                    share(linkage.f1())));
        }
        System.out.println(table);
        assertEquals(5, linkages.size(), table::toString);
        for (Linkage linkage : linkages) {
            assertTrue(
                    Math.min(linkage.precision(), linkage.recall()) >= LEAST && linkage.f1() >= LEAST, table::toString);
        }
    }

    @Test
    void facilitiesAreCountedOnceEach() throws SQLException {
        assertEquals(total("facilities"), count("SELECT count(*) FROM facility"));
        assertEquals(total("facilities_closed"), count("SELECT count(closed_on) FROM facility"));
        assertEquals(total("sites_served"), count("SELECT count(DISTINCT site_id) FROM facility"));
    }

    @Test
    void theProgrammesTotalsAreTheTruths() throws SQLException {
        assertEquals(total("employers_engaged"), count("SELECT count(DISTINCT employer_id) FROM facility"));
        assertEquals(
                total("workers_covered"),
                count("SELECT sum(residents) FROM site WHERE facilities > 0 AND last_closed_on IS NULL"));
        assertEquals(
                total("computers_installed"),
                count("SELECT count(first_installed_on) FROM device WHERE kind = 'computer'"));
        assertEquals(total("volunteers"), count("SELECT count(DISTINCT volunteer_id) FROM training_session"));
    }

    private static List<Linkage> linkages() throws IOException, SQLException {
        List<Linkage> linkages = new ArrayList<>();
        try (InputStream sql = LinkageQualityTest.class.getResourceAsStream("linkage-quality.sql");
                Statement statement = duckdb.createStatement();
                ResultSet rows = statement.executeQuery(
                        new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8))) {
            while (rows.next()) {
                linkages.add(new Linkage(rows.getString(1), rows.getLong(2), rows.getLong(3), rows.getLong(4)));
            }
        }
        return linkages;
    }

    private static String row(String name, String pairs, String precision, String recall, String f1) {
        return String.format(Locale.ROOT, "%-30s %14s %9s %9s %9s%n", name, pairs, precision, recall, f1);
    }

    private static String share(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static long total(String name) throws SQLException {
        return count("SELECT value FROM read_csv(getvariable('truth') || '/totals.csv', header = true) WHERE name = '"
                + name + "'");
    }

    private static long count(String sql) throws SQLException {
        try (Statement statement = duckdb.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
