package org.wasl.transform.linkage.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * How right the pairs of a run are, by pairs known to match: precision = right / found, recall = right / known,
 * F1 their harmonic mean.
 *
 * @param threshold probability from which the run links
 * @param bestThreshold probability that would have given the best F1
 * @param pairsPredicted pairs at {@code threshold}
 */
public record Evaluation(
        double threshold,
        double precision,
        double recall,
        double f1,
        @Nullable Double bestThreshold,
        double bestF1,
        long pairsTruth,
        long pairsPredicted,
        List<Point> curve) {
    private static final int PROBABILITY = 4;
    private static final int WEIGHT = 5;

    public Evaluation {
        curve = List.copyOf(curve);
    }

    /** Precision and recall of all pairs from a probability on. */
    public record Point(double threshold, double precision, double recall, double f1) {}

    /** Measures pairs.
     *
     * @param pairs rows {@code id_l, id_r, probability, weight}
     * @param truth rows {@code id_l, id_r}, in either order
     */
    public static Evaluation of(Dataset<Row> pairs, Dataset<Row> truth, double threshold) {
        Dataset<Row> known = unordered(truth).distinct().persist();
        long pairsTruth = known.count();
        // Steps of a thousandth of a bit: finer than any threshold that a person sets.
        List<Row> steps = unordered(
                        pairs.selectExpr("id_l", "id_r", "probability", "floor(weight * 1000) AS step"),
                        "probability",
                        "step")
                .join(known.selectExpr("a", "b", "true AS same"), new String[] {"a", "b"}, "left")
                .groupBy("step")
                .agg(
                        functions.expr("min(probability)"),
                        functions.expr("count(*)"),
                        functions.expr("count_if(same)"),
                        functions.expr("count_if(probability >= " + threshold + ")"),
                        functions.expr("count_if(same AND probability >= " + threshold + ")"))
                .orderBy(functions.col("step").desc())
                .collectAsList();
        known.unpersist();
        return of(steps, pairsTruth, threshold);
    }

    /** The same of pairs {@code id_l, id_r, …, probability, weight} and truth {@code id_l, id_r} in memory. */
    public static Evaluation of(List<Row> pairs, List<Row> truth, double threshold) {
        Set<List<String>> known = new HashSet<>();
        truth.forEach(pair -> known.add(unordered(pair)));
        Map<Double, double[]> counted = new TreeMap<>(Comparator.reverseOrder());
        for (Row pair : pairs) {
            double probability = pair.getDouble(PROBABILITY);
            double[] step = counted.computeIfAbsent(
                    Math.floor(pair.getDouble(WEIGHT) * 1000), k -> new double[] {1, 0, 0, 0, 0});
            boolean same = known.contains(unordered(pair));
            boolean link = probability >= threshold;
            step[0] = Math.min(step[0], probability);
            step[1]++;
            if (same) step[2]++;
            if (link) step[3]++;
            if (same && link) step[4]++;
        }
        List<Row> steps = new ArrayList<>();
        counted.forEach((at, step) -> steps.add(
                RowFactory.create(at, step[0], (long) step[1], (long) step[2], (long) step[3], (long) step[4])));
        return of(steps, known.size(), threshold);
    }

    private static Evaluation of(List<Row> steps, long pairsTruth, double threshold) {
        long found = 0;
        long right = 0;
        long foundAtThreshold = 0;
        long rightAtThreshold = 0;
        List<Point> curve = new ArrayList<>();
        Point best = null;
        for (Row step : steps) {
            found += step.getLong(2);
            right += step.getLong(3);
            foundAtThreshold += step.getLong(4);
            rightAtThreshold += step.getLong(5);
            Point point = point(step.getDouble(1), right, found, pairsTruth);
            if (best == null || point.f1() > best.f1()) best = point;
            curve.add(point);
        }
        Point atThreshold = point(threshold, rightAtThreshold, foundAtThreshold, pairsTruth);
        return new Evaluation(
                threshold,
                atThreshold.precision(),
                atThreshold.recall(),
                atThreshold.f1(),
                best == null ? null : best.threshold(),
                best == null ? 0 : best.f1(),
                pairsTruth,
                foundAtThreshold,
                curve);
    }

    /** The ids of a pair {@code id_l, id_r, …} in one order, whichever way they were given. */
    public static List<String> unordered(Row pair) {
        String a = pair.getString(0);
        String b = pair.getString(1);
        return a.compareTo(b) <= 0 ? List.of(a, b) : List.of(b, a);
    }

    private static Point point(double threshold, long right, long found, long known) {
        double precision = found == 0 ? 0 : (double) right / found;
        double recall = known == 0 ? 0 : (double) right / known;
        double f1 = right == 0 ? 0 : 2 * precision * recall / (precision + recall);
        return new Point(threshold, precision, recall, f1);
    }

    /** The same of rows {@code id_l, id_r, …}: rows {@code a, b} and other columns. */
    public static Dataset<Row> unordered(Dataset<Row> pairs, String... others) {
        List<String> columns = new ArrayList<>(List.of("least(id_l, id_r) AS a", "greatest(id_l, id_r) AS b"));
        columns.addAll(List.of(others));
        return pairs.selectExpr(columns.toArray(String[]::new));
    }
}
