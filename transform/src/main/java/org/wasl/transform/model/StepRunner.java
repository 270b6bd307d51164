package org.wasl.transform.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wasl.transform.TransformException;
import org.wasl.transform.link.Clusters;
import org.wasl.transform.link.LinkModels;
import org.wasl.transform.link.Linker;

/** Runs steps: each becomes a view until {@link #close()}. */
public final class StepRunner implements AutoCloseable {
    private final SparkSession spark;
    private final Path programme;
    private final Map<String, String> variables;
    private final Linker linker;
    private final List<String> registered = new ArrayList<>();

    /** @param variables what stands for <code>${name}</code> in a model's SQL */
    public StepRunner(SparkSession spark, Path programme, Map<String, String> variables) {
        this.spark = spark;
        this.programme = programme;
        this.variables = Map.copyOf(variables);
        this.linker = new Linker(spark);
    }

    public void run(String stage, Step step) {
        Dataset<Row> view = view(stage, step);
        // Views on views are one plan, which doubles with each step that reads another twice. A kept view is held on
        // the
        // executors and read as what it holds, without the plan behind it.
        (step.keep() ? view.localCheckpoint(false) : view).createOrReplaceTempView(step.name());
        registered.add(step.name());
    }

    private Dataset<Row> view(String stage, Step step) {
        if (step instanceof Step.Sql model) {
            return sql(stage, model.sql());
        }
        if (step instanceof Step.Link model) {
            return linker.link(LinkModels.load(programme, model.link()));
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
        registered.forEach(spark.catalog()::dropTempView);
    }
}
