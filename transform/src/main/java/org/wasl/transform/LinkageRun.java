package org.wasl.transform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.LinkageFolder;
import org.wasl.transform.linkage.Report;
import org.wasl.transform.linkage.evaluate.Evaluation;
import org.wasl.transform.linkage.explain.Explanation;
import org.wasl.transform.linkage.file.ModelFile;
import org.wasl.transform.linkage.model.Input;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.splink.SplinkSettings;
import org.wasl.transform.model.StepRunner;

/** The generic linker, alone on any files: links them by a model, and says how well it did. */
public final class LinkageRun {
    private LinkageRun() {}

    /**
     * Links the inputs and writes {@code pairs.parquet}, {@code clusters.parquet} and {@code model.json} to {@code out}.
     *
     * @param inputs the records; those that the model names where there are none
     * @param estimate whether parameters are estimated that the model gives
     */
    public static Report link(
            Path model,
            List<Input> inputs,
            String out,
            @Nullable String truth,
            @Nullable String previous,
            boolean estimate) {
        LinkageModel read = estimate ? read(model).withoutParameters() : read(model);
        List<Input> records = inputs.isEmpty() ? read.inputs() : inputs;
        if (records.isEmpty()) {
            throw new TransformException("there is nothing to link: give --input FILE, or `inputs:` in " + model);
        }
        return withSpark(engine -> new LinkageFolder(engine.session(), out).link(read, records, truth, previous));
    }

    /**
     * The same for a model of the programme, whose records are views of the night ({@code inputs: {x: {view: x}}}).
     *
     * @param night what the night is made from; its {@code out} stays untouched
     */
    public static Report linkViews(
            Path model,
            TransformInputs night,
            String out,
            @Nullable String truth,
            @Nullable String previous,
            boolean estimate) {
        LinkageModel read = estimate ? read(model).withoutParameters() : read(model);
        Set<String> views =
                read.inputs().stream().flatMap(input -> input.view().stream()).collect(Collectors.toSet());
        return withSpark(engine -> {
            try (StepRunner made = Transform.views(engine, night, views)) {
                return new LinkageFolder(engine.session(), out).link(read, read.inputs(), truth, previous);
            }
        });
    }

    /** Whether a model's records are views of the night. */
    public static boolean readsViews(Path model) {
        return read(model).inputs().stream().anyMatch(input -> input.view().isPresent());
    }

    /** Measures a run by a CSV of the pairs that match: {@code id_l, id_r}. */
    public static Evaluation evaluate(String out, String truth) {
        return withSpark(engine -> new LinkageFolder(engine.session(), out).evaluate(truth));
    }

    /** Explains the weight of a pair of a run's records. */
    public static Explanation explain(String out, String left, String right) {
        return withSpark(engine -> new LinkageFolder(engine.session(), out).explain(left, right));
    }

    private static LinkageModel read(Path model) {
        return SplinkSettings.isOne(model) ? SplinkSettings.read(model) : ModelFile.read(model);
    }

    private interface Work<T> {
        T with(SparkEngine engine);
    }

    private static <T> T withSpark(Work<T> work) {
        try {
            Path scratch = Files.createTempDirectory("wasl-link");
            try (SparkEngine engine = SparkEngine.start(scratch)) {
                return work.with(engine);
            } finally {
                delete(scratch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        }
    }
}
