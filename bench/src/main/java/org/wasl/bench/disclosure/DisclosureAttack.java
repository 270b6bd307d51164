package org.wasl.bench.disclosure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.disclosure.ProtectionException;
import org.wasl.warehouse.disclosure.Thresholds;
import org.wasl.warehouse.disclosure.audit.Auditor;
import org.wasl.warehouse.disclosure.audit.Exposure;
import org.wasl.warehouse.disclosure.audit.Publication;
import org.wasl.warehouse.disclosure.ledger.Door;
import org.wasl.warehouse.disclosure.ledger.Ledger;
import org.wasl.warehouse.disclosure.ledger.Population;
import org.wasl.warehouse.disclosure.ledger.Request;
import org.wasl.warehouse.disclosure.ledger.Table;
import org.wasl.warehouse.disclosure.suppress.Method;
import org.wasl.warehouse.disclosure.suppress.Problem;
import org.wasl.warehouse.disclosure.suppress.Suppression;
import org.wasl.warehouse.disclosure.suppress.Suppressor;

/** The attacks of issue 5, each beside what it must not achieve. */
public final class DisclosureAttack {
    private static final int FILTERS = 50;
    private static final int MINIMUM = 10;

    private DisclosureAttack() {}

    /**
     * Attacks, and prints what was found.
     *
     * @param arguments how many tables
     */
    public static void main(String[] arguments) throws IOException, SQLException {
        int tables = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        secrets(tables);
        differencing();
        large();
    }

    /** Random tables with secrets, protected by each method and attacked with another house's solver. */
    private static void secrets(int tables) {
        Tally optimal = new Tally("optimal");
        Tally incremental = new Tally("incremental");
        Tally modular = new Tally("modular");
        for (int seed = 0; seed < tables; seed++) {
            Problem problem = SecretTable.random(new SplittableRandom(seed), 2, 2 + seed / 2 % 2, 2, 2, seed % 2 == 0);
            Suppression best = optimal.add(problem, Method.OPTIMAL, null);
            incremental.add(problem, Method.INCREMENTAL, best);
            modular.add(problem, Method.MODULAR, best);
        }
        List.of(optimal, incremental, modular).forEach(Tally::print);
    }

    /** What one method did to all tables. */
    private static final class Tally {
        private final String name;
        private int tables;
        private int cells;
        private int secrets;
        private int told;
        private int refused;
        private int proven;
        private double seconds;
        private double ratios;
        private double worst;

        Tally(String name) {
            this.name = name;
        }

        Suppression add(Problem problem, Method method, @Nullable Suppression best) {
            long began = System.nanoTime();
            Suppression suppression = new Suppressor(method, 400, Duration.ofSeconds(3)).suppress(problem);
            seconds += (System.nanoTime() - began) / 1e9;
            tables++;
            cells = Math.max(cells, problem.system().size());
            secrets += problem.needs().size();
            told += told(problem, suppression.hidden());
            refused += new Auditor(problem.knowledge(), List.of())
                            .audit(new Publication(problem.system(), suppression.hidden()), problem.needs()).stream()
                                    .allMatch(Exposure::isProtected)
                    ? 0
                    : 1;
            Suppression optimum = best == null ? suppression : best;
            if (optimum.optimal()) {
                proven++;
                double ratio = optimum.cost() == 0 ? 1 : suppression.cost() / optimum.cost();
                ratios += ratio;
                worst = Math.max(worst, ratio);
            }
            return suppression;
        }

        void print() {
            DisclosureAttack.print(
                    "%-12s %d tables of up to %d cells, %d secrets, %.1f s", name, tables, cells, secrets, seconds);
            DisclosureAttack.print(
                    "             told by the intruder to within 20 %%: %d (must be 0); tables the auditor refuses: %d",
                    told, refused);
            DisclosureAttack.print(
                    "             hidden, against the optimum proven for %d tables: %.3f on average, %.3f at worst (at most"
                            + " 1.3)",
                    proven, ratios / Math.max(1, proven), worst);
        }
    }

    private static int told(Problem problem, BitSet hidden) {
        Intruder intruder = new Intruder(problem.system(), hidden);
        int told = 0;
        for (int cell : problem.needs().keySet()) {
            double value = problem.system().cell(cell).value();
            double[] interval = hidden.get(cell) ? intruder.interval(cell) : new double[] {value, value};
            double slack = 1e-6 * Math.max(1, value);
            if (interval[0] > 0.8 * value + slack || interval[1] < 1.2 * value - slack) {
                told++;
            }
        }
        return told;
    }

    /** Tables too large for the optimum. */
    private static void large() {
        for (int[] size : new int[][] {{5, 5, 3, 4}, {5, 10, 4, 5}, {8, 12, 5, 6}}) {
            Problem problem = SecretTable.random(new SplittableRandom(1), size[0], size[1], size[2], size[3], true);
            long began = System.nanoTime();
            Suppression suppression = Suppressor.defaults().suppress(problem);
            double seconds = (System.nanoTime() - began) / 1e9;
            Suppression.Loss loss = suppression.loss(problem.system());
            long audit = System.nanoTime();
            long exposed = new Auditor(problem.knowledge(), List.of())
                    .audit(new Publication(problem.system(), suppression.hidden()), problem.needs()).stream()
                            .filter(exposure -> !exposure.isProtected())
                            .count();
            double audited = (System.nanoTime() - audit) / 1e9;
            print(
                    "%s: %,d cells, %,d sensitive, %,d with them, %.1f %% of the finest cells and %.1f %% of their value"
                            + " hidden, at %.2f × the cost of the sensitive alone, %.1f s; the auditor tells %d in %.1f s"
                            + " (must be 0), the intruder %d",
                    suppression.method(),
                    loss.cells(),
                    loss.primary(),
                    loss.secondary(),
                    100.0 * loss.finestHidden() / loss.finest(),
                    100 * loss.valueHidden() / loss.value(),
                    suppression.cost()
                            / problem.needs().keySet().stream()
                                    .mapToDouble(cell -> problem.cost().get(cell))
                                    .sum(),
                    seconds,
                    exposed,
                    audited,
                    told(problem, suppression.hidden()));
        }
    }

    /** Fifty overlapping conditions one after the other; then every printed count is subtracted from every other. */
    private static void differencing() throws IOException, SQLException {
        Path directory = Files.createTempDirectory("wasl-attack");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE person AS SELECT i AS id, 'p' || (hash(i) % 8) AS place,"
                    + " CAST(18 + hash(i * 7) % 50 AS INTEGER) AS age, 'l' || (hash(i * 13) % 6) AS language"
                    + " FROM range(20000) AS r (i)");
            Door door = new Door(
                    new Ledger(directory.resolve(Ledger.FILE)),
                    new Thresholds(MINIMUM, 30, 0.3, 0.15, 0.1),
                    Clock.systemUTC());
            Population everybody = Population.of("person", "person", "count(*)");
            SplittableRandom random = new SplittableRandom(5);
            List<String> passed = new ArrayList<>(List.of("true"));
            int refused = 0;
            long began = System.nanoTime();
            for (int i = 0; i < FILTERS; i++) {
                String filter = filter(random);
                try {
                    door.pass(
                            connection,
                            "r1",
                            List.of(new Table(everybody, new Request("true", List.of()))),
                            new Table(everybody, new Request(filter, List.of())));
                    passed.add(filter);
                } catch (ProtectionException e) {
                    refused++;
                }
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            int found = 0;
            for (String wide : passed) {
                for (String narrow : passed) {
                    if (count(statement, "(" + narrow + ") AND NOT (" + wide + ")") == 0) {
                        long difference = count(statement, wide) - count(statement, narrow);
                        found += difference > 0 && difference < MINIMUM ? 1 : 0;
                    }
                }
            }
            print(
                    "differencing: %d conditions, %d answered, %d refused, %.1f s; groups under %d found by subtraction:"
                            + " %d (must be 0)",
                    FILTERS, passed.size() - 1, refused, seconds, MINIMUM, found);
        } finally {
            Files.deleteIfExists(directory.resolve(Ledger.FILE));
            Files.delete(directory);
        }
    }

    private static String filter(SplittableRandom random) {
        int from = 18 + random.nextInt(40);
        return switch (random.nextInt(5)) {
            case 0 -> "age BETWEEN " + from + " AND " + (from + 1 + random.nextInt(25));
            case 1 -> "place <> 'p" + random.nextInt(8) + "'";
            case 2 -> "language = 'l" + random.nextInt(6) + "' AND age >= " + from;
            case 3 -> "NOT (place = 'p" + random.nextInt(8) + "' AND age = " + from + " AND language = 'l1')";
            default -> "place = 'p" + random.nextInt(8) + "' OR age > " + from;
        };
    }

    private static long count(Statement statement, String filter) throws SQLException {
        try (ResultSet result = statement.executeQuery("SELECT count(*) FROM person WHERE " + filter)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
