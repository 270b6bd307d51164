package org.wasl.transform.linkage;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.evaluate.Evaluation;

/** Pairs known to match: a CSV with {@code id_l, id_r}. */
record Truth(SparkSession spark, String file) {
    /** Records of a run that is measured in memory. */
    private static final int FEW = 100_000;
    /** Missed pairs that are looked into. */
    private static final int LOOKED_AT = 500;

    private static final int PROBABILITY = 4;

    /** Measures a run that has been written.
     *
     * @param threshold probability from which a pair is a link
     */
    Evaluation of(Folder run, double threshold) {
        List<Row> records =
                run.parquet("clusters.parquet").select("source", "id").takeAsList(FEW + 1);
        if (records.size() <= FEW) {
            List<Row> pairs = run.parquet("pairs.parquet")
                    .select("id_l", "id_r", "source_l", "source_r", "probability", "weight")
                    .collectAsList();
            return of(pairs, records.stream().map(row -> row.getString(1)).toList(), threshold);
        }
        Dataset<Row> known = rows();
        List<String> some = known
                .selectExpr("explode(array(id_l, id_r)) AS id")
                .distinct()
                .join(run.parquet("clusters.parquet"), new String[] {"id"}, "left_anti")
                .orderBy("id")
                .limit(3)
                .collectAsList()
                .stream()
                .map(row -> String.valueOf(row.getString(0)))
                .toList();
        if (!some.isEmpty()) throw unknown(some);
        return Evaluation.of(run.parquet("pairs.parquet"), known, threshold);
    }

    /** Measures pairs in memory.
     *
     * @param ids of the run's records
     */
    Evaluation of(List<Row> pairs, Collection<String> ids, double threshold) {
        return Evaluation.of(pairs, among(ids), threshold);
    }

    /** Known matches that a run does not link.
     *
     * @param pairs how many
     * @param some of them, the same ones each time
     */
    record Unlinked(long pairs, List<Explainer.PairOfIds> some) {}

    /** Of pairs in memory. */
    Unlinked unlinked(List<Row> pairs, Collection<String> ids, double threshold) {
        Set<List<String>> links = new HashSet<>();
        for (Row pair : pairs) if (pair.getDouble(PROBABILITY) >= threshold) links.add(Evaluation.unordered(pair));
        Set<List<String>> missed = new TreeSet<>(
                Comparator.<List<String>, String>comparing(pair -> pair.get(0)).thenComparing(pair -> pair.get(1)));
        for (Row pair : among(ids))
            if (!links.contains(Evaluation.unordered(pair))) missed.add(Evaluation.unordered(pair));
        return new Unlinked(
                missed.size(),
                missed.stream()
                        .limit(LOOKED_AT)
                        .map(pair -> new Explainer.PairOfIds(null, pair.get(0), null, pair.get(1)))
                        .toList());
    }

    /** Of a run that has been written. */
    Unlinked unlinked(Folder run, double threshold) {
        Dataset<Row> missed = Evaluation.unordered(rows())
                .distinct()
                .join(
                        Evaluation.unordered(run.parquet("pairs.parquet").where("probability >= " + threshold)),
                        new String[] {"a", "b"},
                        "left_anti");
        List<Row> some = missed.orderBy("a", "b").limit(LOOKED_AT).collectAsList();
        return new Unlinked(
                some.size() < LOOKED_AT ? some.size() : missed.count(),
                some.stream()
                        .map(row -> new Explainer.PairOfIds(null, row.getString(0), null, row.getString(1)))
                        .toList());
    }

    private List<Row> among(Collection<String> ids) {
        Set<String> has = new HashSet<>(ids);
        List<Row> known = rows().select("id_l", "id_r").collectAsList();
        List<String> unknown = known.stream()
                .flatMap(pair -> Stream.of(pair.getString(0), pair.getString(1)))
                .filter(id -> !has.contains(id))
                .distinct()
                .sorted(Comparator.nullsFirst(Comparator.naturalOrder()))
                .limit(3)
                .map(String::valueOf)
                .toList();
        if (!unknown.isEmpty()) throw unknown(unknown);
        return known;
    }

    private Dataset<Row> rows() {
        Dataset<Row> known = SmallCsv.read(spark, file)
                .orElseGet(() -> spark.read()
                        .option("header", true)
                        .option("escape", "\"")
                        .csv(file));
        if (!List.of(known.columns()).containsAll(List.of("id_l", "id_r"))) {
            throw new TransformException(
                    file + " needs the columns id_l and id_r; it has " + String.join(", ", known.columns()));
        }
        return known;
    }

    private TransformException unknown(List<String> ids) {
        return new TransformException(file + " names records that this run does not have, such as "
                + String.join(", ", ids) + "; ids are those of the model's `id:` column");
    }
}
