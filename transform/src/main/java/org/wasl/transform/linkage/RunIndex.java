package org.wasl.transform.linkage;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wasl.transform.linkage.compare.Tokens;
import org.wasl.transform.linkage.index.IndexLoader;
import org.wasl.transform.linkage.index.IndexLoader.Keyed;
import org.wasl.transform.linkage.index.IndexedPair;
import org.wasl.transform.linkage.index.IndexedRecord;
import org.wasl.transform.linkage.model.Input;

/** Writes the index of a run, which later additions ask in the place of its records. */
final class RunIndex {
    /** The fact that tells which run an index is of. */
    static final String RUN = "run";
    /** The fact how many runs and additions the entity ids have lasted. */
    static final String GENERATION = "generation";

    private final Run run;
    private final Plan plan;
    private final List<String> sources;

    RunIndex(Run run) {
        this.run = run;
        sources = run.request().sources();
        plan = new Plan(run.model(), sources.size());
    }

    /** The fact which columns a source has. */
    static String columns(String source) {
        return "columns " + source;
    }

    /** Writes it for records in memory.
     *
     * @param entities the entity of each record
     */
    void write(SparkSession spark, ModelDocument document, Linkage.Few few, Function<Row, String> entities) {
        Path directory = run.folder().local();
        try (IndexLoader loader = new IndexLoader(directory)) {
            loader.note(RUN, document.identity());
            loader.note(GENERATION, Integer.toString(document.generation()));
            if (sources.size() > 1) {
                for (Input input : run.request().inputs()) {
                    loader.note(
                            columns(input.source()),
                            Records.read(spark, input).schema().json());
                }
            }
            List<Keyed> records = few.records().parallelStream()
                    .map(row -> new Keyed(key(row), new IndexedRecord(row, Content.of(row), entities.apply(row))))
                    .sorted()
                    .toList();
            loader.records(records, plan.finding());
            pairs(few.scored(), records, loader);
            for (int f = 0; f < plan.frequencySlots().size(); f++) {
                int slot = plan.frequencySlots().get(f);
                loader.frequencies(f, counted(records, slot));
            }
            words(run.linkage().tokens(), loader);
            loader.finish();
        }
    }

    private String key(Row record) {
        return sources.get(record.getInt(0)) + Linkage.SEPARATOR + record.getString(1);
    }

    private void pairs(List<Row> scored, List<Keyed> records, IndexLoader loader) {
        List<String> keys = records.stream().map(Keyed::key).toList();
        List<String> rules = plan.rules().stream().map(rule -> rule.text()).toList();
        long[] numbers = scored.parallelStream()
                .mapToLong(pair -> (long) number(keys, pair, 0) << Integer.SIZE | number(keys, pair, 1))
                .toArray();
        IndexedPair[] pairs = scored.stream()
                .map(pair -> new IndexedPair(pair.getDouble(5), rules.indexOf(pair.getString(6)), pair.getString(8)))
                .toArray(IndexedPair[]::new);
        loader.pairs(numbers, pairs);
    }

    private static int number(List<String> keys, Row pair, int side) {
        return java.util.Collections.binarySearch(
                keys, pair.getString(2 + side) + Linkage.SEPARATOR + pair.getString(side));
    }

    private static Map<String, Integer> counted(List<Keyed> records, int slot) {
        Map<String, Integer> counted = new HashMap<>();
        for (Keyed keyed : records) {
            String value = keyed.record().row().getString(2 + slot);
            if (value != null) counted.merge(value, 1, Integer::sum);
        }
        return counted;
    }

    private static void words(Tokens tokens, IndexLoader loader) {
        tokens.records().forEach((slot, n) -> {
            Map<String, Long> having = new HashMap<>(Map.of("", n));
            tokens.counts().getOrDefault(slot, Map.of()).forEach((word, records) -> having.put(word, (long) records));
            loader.words(slot, having);
        });
    }
}
