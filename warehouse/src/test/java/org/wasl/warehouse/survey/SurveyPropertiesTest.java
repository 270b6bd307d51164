package org.wasl.warehouse.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.jspecify.annotations.Nullable;

/** What must hold of any sample: two strata, three units each. */
class SurveyPropertiesTest {
    private static final Design DESIGN = Design.clustered("st", "psu", "w");

    record Row(int stratum, int psu, double weight, double y, int group) {}

    @Provide
    Arbitrary<List<Row>> samples() {
        Arbitrary<Double> values = Arbitraries.doubles().between(-100, 100).ofScale(3);
        Arbitrary<Double> weights = Arbitraries.doubles().between(0.5, 50).ofScale(3);
        Arbitrary<List<Row>> units = Combinators.combine(
                        weights.list().ofSize(12),
                        values.list().ofSize(12),
                        Arbitraries.integers().between(0, 1).list().ofSize(12))
                .as((w, y, g) -> {
                    List<Row> rows = new ArrayList<>();
                    for (int i = 0; i < 12; i++) {
                        // Both groups are always there.
                        rows.add(new Row(i % 2, i % 6, w.get(i), y.get(i), i < 2 ? i : g.get(i)));
                    }
                    return rows;
                });
        return units;
    }

    @Property(tries = 25)
    void scalingWeightsLeavesMeansAndTheirErrors(
            @ForAll("samples") List<Row> rows, @ForAll @DoubleRange(min = 0.1, max = 1000) double factor) {
        List<Row> scaled = rows.stream()
                .map(row -> new Row(row.stratum(), row.psu(), row.weight() * factor, row.y(), row.group()))
                .toList();
        same(mean(rows, null), mean(scaled, null));
    }

    @Property(tries = 25)
    void theOrderOfRowsDoesNotMatter(@ForAll("samples") List<Row> rows, @ForAll Random random) {
        List<Row> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        same(mean(rows, null), mean(shuffled, null));
    }

    @Property(tries = 25)
    void aDomainIsTheWholeDesignWithNoWeightOutside(@ForAll("samples") List<Row> rows) {
        List<Row> outside = rows.stream()
                .map(row -> row.group() == 1
                        ? row
                        // A zero weight is refused, as in any sample; one of 1e-14 is as good as none.
                        : new Row(row.stratum(), row.psu(), row.weight() * 1e-14, row.y(), row.group()))
                .toList();
        same(mean(rows, "g = 1"), mean(outside, null));
    }

    @Property(tries = 25)
    void theMeanOfADomainIsARatioOverTheWhole(@ForAll("samples") List<Row> rows) {
        same(mean(rows, "g = 1"), estimate(rows, "ratio(yg/g)", null));
    }

    /** With n units twice in each stratum: n/(n − 1) · S becomes 2n/(2n − 1) · 2 · S/4, S the squares within strata. */
    @Property(tries = 25)
    void everyUnitTwiceIsTwiceTheUnitsAndNotTwiceTheKnowledgeOfEach(@ForAll("samples") List<Row> rows) {
        List<Row> twice = new ArrayList<>(rows);
        rows.forEach(row -> twice.add(new Row(row.stratum(), row.psu() + 6, row.weight(), row.y(), row.group())));
        Estimate once = mean(rows, null);
        Estimate doubled = mean(twice, null);
        close(once.estimate(), doubled.estimate());
        close(Objects.requireNonNull(once.se()) * Math.sqrt(2.0 / 5), doubled.se());
    }

    private static void same(Estimate expected, Estimate found) {
        close(expected.estimate(), found.estimate());
        close(expected.se(), found.se());
    }

    private static void close(@Nullable Double expected, @Nullable Double found) {
        if (expected == null || found == null) {
            return;
        }
        assertEquals(expected, found, 1e-8 * (1 + Math.abs(expected)));
    }

    private static Estimate mean(List<Row> rows, @Nullable String domain) {
        return estimate(rows, "mean(y)", domain);
    }

    private static Estimate estimate(List<Row> rows, String estimator, @Nullable String domain) {
        StringBuilder values = new StringBuilder();
        for (Row row : rows) {
            values.append(values.isEmpty() ? "" : ", ")
                    .append(String.format(
                            Locale.ROOT,
                            "(%d, %d, '%s'::double, '%s'::double, %d)",
                            row.stratum(),
                            row.psu(),
                            row.weight(),
                            row.y(),
                            row.group()));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table s as select *, y * g as yg from (values " + values + ") t(st, psu, w, y, g)");
            return new SurveyEstimation(connection, "s", DESIGN)
                    .estimate(List.of(Estimator.parse(estimator)), List.of(), domain)
                    .get(0);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
