package org.wasl.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The links of a home's current release against the truth; run by {@code bench/links/run}. */
public final class LinkQuality {
    private static final Map<String, Double> WANTED = Map.of(
            "employer to employer", 0.98,
            "facility to employer", 0.99,
            "device to facility, by month", 0.995,
            "respondent across waves", 0.95);

    private LinkQuality() {}

    /** Home, truth, and the SQL that says what a pair is. */
    public static void main(String[] arguments) throws IOException, SQLException {
        Path home = Path.of(arguments[0]);
        Path release = home.resolve("releases")
                .resolve(Files.readString(home.resolve("releases/CURRENT")).strip());
        try (var duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            try (Stream<Path> tables = Files.list(release)) {
                for (Path table : tables.filter(LinkQuality::isTable).toList()) {
                    view(statement, table.getFileName().toString(), table.resolve("*.parquet"));
                }
            }
            view(statement, "landed_employer", home.resolve("landing/employer/*/part-*.parquet"));
            statement.execute("SET VARIABLE truth = '" + arguments[1] + "'");
            print(statement, Files.readString(Path.of(arguments[2])));
            for (String[] total : new String[][] {
                {"facilities", "count(*)"},
                {"employers_engaged", "count(DISTINCT employer_id)"},
                {"sites_served", "count(DISTINCT site_id)"}
            }) {
                total(statement, total[0], total[1]);
            }
        }
    }

    private static boolean isTable(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.anyMatch(file -> file.toString().endsWith(".parquet"));
        } catch (IOException e) {
            return false;
        }
    }

    private static void print(Statement statement, String sql) throws SQLException {
        System.out.printf("%-30s %10s %10s %10s %10s %10s%n", "link", "pairs", "precision", "recall", "F1", "wanted");
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                double both = row.getLong(4);
                double f1 = 2 * both / (row.getLong(2) + row.getLong(3));
                Double wanted = WANTED.get(row.getString(1));
                System.out.printf(
                        Locale.ROOT,
                        "%-30s %10d %10.4f %10.4f %10.4f %10s %8s%n",
                        row.getString(1),
                        row.getLong(2),
                        both / row.getLong(3),
                        both / row.getLong(2),
                        f1,
                        wanted == null ? "" : "≥ " + wanted,
                        wanted == null ? "" : f1 >= wanted ? "held" : "missed");
            }
        }
    }

    private static void total(Statement statement, String name, String counted) throws SQLException {
        String sql = "SELECT (SELECT " + counted + " FROM facility), (SELECT value FROM"
                + " read_csv(getvariable('truth') || '/totals.csv', header = true) WHERE name = '" + name + "')";
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            System.out.printf("%-30s %10d in truth %10d%n", name, row.getLong(1), row.getLong(2));
        }
    }

    private static void view(Statement statement, String name, Path files) throws SQLException {
        statement.execute("CREATE VIEW " + name + " AS FROM read_parquet('" + files + "', union_by_name = true)");
    }
}
