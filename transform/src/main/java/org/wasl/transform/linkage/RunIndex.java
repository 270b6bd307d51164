package org.wasl.transform.linkage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.wasl.transform.linkage.compare.Tokens;
import org.wasl.transform.linkage.index.IndexLoader;
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

    /** Writes it; what was linked is loaded in the middle. */
    void write(SparkSession spark, ModelDocument document, Linked linked) {
        try (IndexLoader loader = new IndexLoader(run.folder().local())) {
            loader.note(RUN, document.identity());
            loader.note(GENERATION, Integer.toString(document.generation()));
            if (sources.size() > 1) {
                for (Input input : run.request().inputs()) {
                    loader.note(
                            columns(input.source()),
                            Records.read(spark, input).schema().json());
                }
            }
            linked.load(loader, plan);
            words(run.linkage().tokens(), loader);
            loader.finish();
        }
    }

    /** Records, keys, pairs and frequencies, in memory or by many tasks. */
    @FunctionalInterface
    interface Linked {
        void load(IndexLoader loader, Plan plan);
    }

    private static void words(Tokens tokens, IndexLoader loader) {
        tokens.records().forEach((slot, n) -> {
            Map<String, Long> having = new HashMap<>(Map.of("", n));
            tokens.counts().getOrDefault(slot, Map.of()).forEach((word, records) -> having.put(word, (long) records));
            loader.words(slot, having);
        });
    }
}
