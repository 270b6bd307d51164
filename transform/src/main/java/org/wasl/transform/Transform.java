package org.wasl.transform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wasl.transform.TransformResult.WrittenTable;
import org.wasl.transform.clean.Answers;
import org.wasl.transform.clean.Bands;
import org.wasl.transform.landed.LandedViews;
import org.wasl.transform.landed.LandingReader;
import org.wasl.transform.landed.Programme;
import org.wasl.transform.link.Decisions;
import org.wasl.transform.model.Step;
import org.wasl.transform.model.StepRunner;
import org.wasl.transform.model.Steps;
import org.wasl.transform.schema.Column;
import org.wasl.transform.schema.SchemaDocument;
import org.wasl.transform.schema.Table;
import org.wasl.transform.schema.Tables;
import org.wasl.transform.write.TableWriter;

/**
 * Landed deliveries to the tables of a release: clean, link, conform.
 *
 * <pre>{@code
 * TransformResult result = Transform.run(
 *         new TransformInputs(programme, deliveries, restricted, out, scratch), progress -> {});
 * }</pre>
 */
public final class Transform {
    /** Tables written at the same time: the next is planned while the last is written. */
    private static final int WRITERS = 2;

    private Transform() {}

    /**
     * Builds every table of the schema into {@link TransformInputs#out()}, {@code schema.json} last.
     *
     * @throws TransformException when something cannot be read or written; {@code out} then has no {@code schema.json}
     */
    public static TransformResult run(TransformInputs inputs, Consumer<TransformProgress> progress) {
        try (EngineAhead engine = EngineAhead.start(inputs.scratch())) {
            return run(engine, inputs, progress);
        }
    }

    /** The same on an engine that was asked to start before. */
    public static TransformResult run(
            EngineAhead started, TransformInputs inputs, Consumer<TransformProgress> progress) {
        Tables tables = Tables.load(inputs.programme());
        Steps steps = Steps.load();
        Progress counter =
                new Progress(progress, 1 + steps.count() + tables.tables().size());
        SparkEngine engine = started.engine();
        counter.step("start", "spark", 0);
        SparkSession spark = engine.session();
        LandedViews landed = landed(spark, inputs);
        try (StepRunner runner = runner(engine, inputs, landed, tables)) {
            stage("clean", steps.clean(), runner, counter);
            stage("link", steps.link(), runner, counter);
            stage("conform", steps.conform(), runner, counter);
            return write(spark, tables, landed, runner, inputs.out(), counter);
        }
    }

    /**
     * The views that the night's linkage models read, as far as they are needed for some of them; closed, they are gone.
     *
     * @param wanted names of the views
     */
    static StepRunner views(SparkEngine engine, TransformInputs inputs, Set<String> wanted) {
        Steps steps = Steps.load();
        StepRunner runner = runner(engine, inputs, landed(engine.session(), inputs), Tables.load(inputs.programme()));
        Set<String> missing = new HashSet<>(wanted);
        for (Step step : steps.clean()) runner.run("clean", step);
        for (Step step : steps.link()) {
            if (missing.isEmpty()) break;
            runner.run("link", step);
            missing.remove(step.name());
        }
        return runner;
    }

    private static LandedViews landed(SparkSession spark, TransformInputs inputs) {
        return new LandedViews(
                spark,
                Programme.load(inputs.programme()),
                new LandingReader(spark.sparkContext().hadoopConfiguration()).read(inputs.deliveries()));
    }

    /** Registers what is landed, and what every step may call. */
    private static StepRunner runner(SparkEngine engine, TransformInputs inputs, LandedViews landed, Tables tables) {
        SparkSession spark = engine.session();
        boolean onePartition = engine.planFor(landed.rows());
        landed.register(onePartition);
        Answers.register(spark, tables.variables());
        return new StepRunner(
                spark,
                inputs.programme(),
                Decisions.read(spark, inputs.restricted()),
                variables(Programme.load(inputs.programme()), landed, tables),
                onePartition);
    }

    private static void stage(String stage, List<Step> steps, StepRunner runner, Progress progress) {
        for (Step step : steps) {
            runner.run(stage, step);
            progress.step(stage, step.name(), 0);
        }
    }

    private static TransformResult write(
            SparkSession spark, Tables tables, LandedViews landed, StepRunner runner, Path out, Progress progress) {
        TableWriter writer = new TableWriter(spark.sparkContext().hadoopConfiguration(), out);
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            Map<String, Future<WrittenTable>> pending = new LinkedHashMap<>();
            for (Table table : tables.tables()) {
                Dataset<Row> rows = spark.table(table.name());
                Supplier<WrittenTable> write = () -> {
                    spark.sparkContext().setJobDescription("write " + table.name());
                    WrittenTable written = writer.write(table, rows, landed.rows(table.feed()));
                    progress.step("conform", table.name(), written.rows());
                    return written;
                };
                pending.put(table.name(), runner.computed(rows).thenApplyAsync(computed -> write.get(), writers));
            }
            List<WrittenTable> written = new ArrayList<>();
            for (Map.Entry<String, Future<WrittenTable>> table : pending.entrySet()) {
                written.add(finished(table.getKey(), table.getValue()));
            }
            writer.document("schema.json", SchemaDocument.of(tables));
            return new TransformResult(written);
        } catch (IOException e) {
            throw new TransformException("schema.json cannot be written to " + out + ": " + e.getMessage(), e);
        } finally {
            writers.shutdownNow();
        }
    }

    private static WrittenTable finished(String table, Future<WrittenTable> pending) {
        try {
            return pending.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransformException("The run was interrupted while it wrote " + table, e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new TransformException("The table " + table + " could not be built: " + reason(cause), cause);
        }
    }

    /** What Spark says of a failed task is its stack trace; what failed in it says why in its first line. */
    private static String reason(Throwable failure) {
        Throwable first = failure;
        while (!(first instanceof TransformException) && first.getCause() != null) first = first.getCause();
        return first.getMessage() == null
                ? first.toString()
                : first.getMessage().lines().findFirst().orElse("");
    }

    /** What stands for <code>${…}</code> in the SQL models. */
    private static Map<String, String> variables(Programme programme, LandedViews landed, Tables tables) {
        List<String> handlers = programme.facts().certifiedHandlers();
        Set<String> asked = tables.variables().stream().map(Column::name).collect(Collectors.toSet());
        Programme.Bounds country = Programme.Bounds.of(programme.facts().bounds());
        return Map.of(
                "time_zone",
                programme.facts().timeZone(),
                "horizon",
                landed.horizon(),
                "certified_handlers",
                handlers == null || handlers.isEmpty()
                        ? "NULL"
                        : handlers.stream()
                                .map(h -> "'" + h.replace("\\", "\\\\").replace("'", "\\'") + "'")
                                .collect(Collectors.joining(", ")),
                // the survey's wide columns: the fields of an interview's valid answers
                "variables",
                tables.variables().stream().map(c -> "answer." + c.name()).collect(Collectors.joining(",\n  ")),
                "latitudes",
                Programme.Bounds.between(country.latitude()),
                "longitudes",
                Programme.Bounds.between(country.longitude()),
                "age_band",
                Bands.sql(programme.codes(), asked, "age_band", "r.answer"),
                "wage_band",
                Bands.sql(programme.codes(), asked, "wage_band", "r.answer"),
                "years_band",
                Bands.sql(programme.codes(), asked, "years_band", "r.answer"));
    }

    /** Steps are reported one at a time, from whichever thread finishes them. */
    private static final class Progress {
        private final Consumer<TransformProgress> listener;
        private final int total;
        private int done;

        Progress(Consumer<TransformProgress> listener, int total) {
            this.listener = listener;
            this.total = total;
        }

        synchronized void step(String stage, String name, long rows) {
            done++;
            listener.accept(new TransformProgress(stage, name, done, total, rows));
        }
    }
}
