package org.wasl.transform.model;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.LogicalRDD;
import org.wasl.transform.TransformException;
import org.wasl.transform.link.Clusters;
import org.wasl.transform.link.Decisions;
import org.wasl.transform.linkage.ViewLinkage;
import org.wasl.transform.linkage.file.ModelFile;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Runs steps: each becomes a view until {@link #close()}. What is kept is computed in the background, as soon as what it
 * reads is there, while later steps are still planned. (A task that starts earlier would hold a core and wait.)
 */
public final class StepRunner implements AutoCloseable {
    private static final int AHEAD = 3;

    private final SparkSession spark;
    private final Path programme;
    private final Decisions decisions;
    private final Map<String, String> variables;
    private final boolean onePartition;
    private final List<String> registered = new ArrayList<>();
    private final Map<Integer, CompletableFuture<Void>> computing = new HashMap<>();
    private final ExecutorService ahead = Executors.newFixedThreadPool(AHEAD);

    /**
     * A runner of the steps of one night.
     *
     * @param decisions of people, which hold before a model's
     * @param variables what stands for <code>${name}</code> in a model's SQL
     * @param onePartition whether what is kept is read as one partition, so that nothing that reads it is shuffled
     */
    public StepRunner(
            SparkSession spark,
            Path programme,
            Decisions decisions,
            Map<String, String> variables,
            boolean onePartition) {
        this.spark = spark;
        this.programme = programme;
        this.decisions = decisions;
        this.variables = Map.copyOf(variables);
        this.onePartition = onePartition;
    }

    public void run(String stage, Step step) {
        Dataset<Row> view = view(stage, step);
        (step.keep() ? kept(step.name(), view) : view).createOrReplaceTempView(step.name());
        registered.add(step.name());
    }

    /**
     * Views on views are one plan, which doubles with each step that reads another twice. A kept view is held on the
     * executors and read as what it holds, without the plan behind it.
     */
    private Dataset<Row> kept(String name, Dataset<Row> view) {
        CompletableFuture<Void> read = computed(view);
        Dataset<Row> kept = view.localCheckpoint(false);
        RDD<?> rows = ((LogicalRDD) kept.queryExecution().logical()).rdd();
        computing.put(
                rows.id(),
                read.thenRunAsync(
                        () -> {
                            spark.sparkContext().setJobDescription(name);
                            rows.count();
                        },
                        ahead));
        return onePartition ? kept.coalesce(1) : kept;
    }

    /**
     * Done when everything kept that a view reads is there, or was tried: where that failed, whoever reads the view fails
     * alike, and can be named.
     */
    public CompletableFuture<Void> computed(Dataset<Row> view) {
        Set<Integer> seen = new HashSet<>();
        List<CompletableFuture<Void>> read = new ArrayList<>();
        Deque<RDD<?>> behind = new ArrayDeque<>();
        for (LogicalPlan leaf :
                CollectionConverters.asJava(view.queryExecution().analyzed().collectLeaves())) {
            if (leaf instanceof LogicalRDD rows) behind.add(rows.rdd());
        }
        while (!behind.isEmpty()) {
            RDD<?> rows = behind.remove();
            if (!seen.add(rows.id())) continue;
            CompletableFuture<Void> kept = computing.get(rows.id());
            if (kept != null) read.add(kept);
            else CollectionConverters.asJava(rows.dependencies()).forEach(d -> behind.add(d.rdd()));
        }
        return CompletableFuture.allOf(read.toArray(CompletableFuture[]::new)).exceptionally(failed -> null);
    }

    private Dataset<Row> view(String stage, Step step) {
        if (step instanceof Step.Sql model) {
            return sql(stage, model.sql());
        }
        if (step instanceof Step.Link model) {
            Path file = programme.resolve("links").resolve(model.link() + ".yaml");
            return ViewLinkage.links(spark, ModelFile.read(file), decisions.of(model.link()), onePartition);
        }
        if (step instanceof Step.Cluster cluster) {
            return Clusters.of(spark.table(cluster.cluster() + "_pair"));
        }
        Step.Merge merge = (Step.Merge) step;
        return Intervals.merge(spark.table(merge.merge()), merge.key());
    }

    private Dataset<Row> sql(String stage, String name) {
        String sql = Steps.sql(stage, name);
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            sql = sql.replace("${" + variable.getKey() + "}", variable.getValue());
        }
        try {
            return spark.sql(sql);
        } catch (Exception e) {
            if (e instanceof AnalysisException analysis) {
                throw new TransformException(stage + "/" + name + ".sql: " + analysis.getSimpleMessage(), e);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        ahead.shutdownNow();
        registered.forEach(spark.catalog()::dropTempView);
    }
}
