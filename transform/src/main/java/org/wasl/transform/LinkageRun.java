package org.wasl.transform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wasl.transform.linkage.AddRequest;
import org.wasl.transform.linkage.Added;
import org.wasl.transform.linkage.IndexedRun;
import org.wasl.transform.linkage.LinkageFolder;
import org.wasl.transform.linkage.Report;
import org.wasl.transform.linkage.Request;
import org.wasl.transform.linkage.ReviewList;
import org.wasl.transform.linkage.SuggestedModel;
import org.wasl.transform.linkage.evaluate.Evaluation;
import org.wasl.transform.linkage.explain.Explanation;
import org.wasl.transform.linkage.file.ModelFile;
import org.wasl.transform.linkage.index.Index;
import org.wasl.transform.linkage.model.Input;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.splink.SplinkSettings;
import org.wasl.transform.linkage.suggest.Suggestion;
import org.wasl.transform.model.StepRunner;

/** The generic linker, alone on any files: links them by a model, and says how well it did. */
public final class LinkageRun {
    /** Bytes read up to which plans are of one partition: some 100,000 records. */
    private static final long FEW_BYTES = 10L << 20;
    /** Up to which compiling a plan costs more than it saves: some 20,000 records. */
    private static final long VERY_FEW_BYTES = 2L << 20;

    private LinkageRun() {}

    /**
     * Links the inputs and writes {@code pairs.parquet}, {@code clusters.parquet} and {@code model.json} to {@code out}.
     *
     * @param request with the records; without any, those that the model names
     * @param ofRelease finds the files of an input that a release holds
     * @param estimate whether parameters are estimated that the model gives
     */
    public static Report link(
            Path model, Request request, UnaryOperator<Input> ofRelease, String out, boolean estimate) {
        // Before Spark starts, which takes seconds: a model that is wrong is told at once.
        LinkageModel read = estimate ? read(model).withoutParameters() : read(model);
        List<Input> records = request.inputs().isEmpty() ? read.inputs() : request.inputs();
        if (records.isEmpty()) {
            throw new TransformException("there is nothing to link: give --input FILE, or `inputs:` in " + model);
        }
        return withSpark(starting -> {
            List<Input> found = records.stream()
                    .map(input -> input.release() == null ? input : ofRelease.apply(input))
                    .toList();
            SparkEngine engine =
                    planned(starting, found.stream().map(Input::path).toList());
            return new LinkageFolder(engine.session(), out).link(read, request.withInputs(found));
        });
    }

    /**
     * The same for a model of the programme, whose records are views of the night ({@code inputs: {x: {view: x}}}).
     *
     * @param night what the night is made from; its {@code out} stays untouched
     */
    public static Report linkViews(Path model, Request request, TransformInputs night, String out, boolean estimate) {
        LinkageModel read = estimate ? read(model).withoutParameters() : read(model);
        Set<String> views =
                read.inputs().stream().flatMap(input -> input.view().stream()).collect(Collectors.toSet());
        return withSpark(starting -> {
            SparkEngine engine = starting.engine();
            StepRunner made = Transform.views(engine, night, views);
            try (made) {
                return new LinkageFolder(engine.session(), out).link(read, request.withInputs(read.inputs()));
            }
        });
    }

    /** Whether a model's records are views of the night. */
    public static boolean readsViews(Path model) {
        return read(model).inputs().stream().anyMatch(input -> input.view().isPresent());
    }

    /** Adds records to a run that has an index, and writes what that changes.
     *
     * @param out the run's results
     */
    public static Added add(String out, AddRequest request) {
        List<String> reads = Stream.concat(request.inputs().stream(), request.gone().stream())
                .map(Input::path)
                .toList();
        return withSpark(starting -> new LinkageFolder(planned(starting, reads).session(), out).add(request));
    }

    /** Writes the files of a run anew, with all that was added to it. */
    public static IndexedRun.Results results(String out) {
        return withSpark(starting -> results(starting, out).results());
    }

    /** Measures a run by a CSV of the pairs that match: {@code id_l, id_r}. */
    public static Evaluation evaluate(String out, String truth) {
        return withSpark(starting -> results(starting, out).evaluate(truth));
    }

    /** The pairs of a run that a person's decision tells most about. */
    public static ReviewList review(String out, int most) {
        return withSpark(starting -> results(starting, out).review(most));
    }

    /** A model to begin with for the records of a file, or of several between which it is to link. */
    public static Suggestion suggest(List<Input> inputs) {
        return withSpark(starting -> SuggestedModel.of(
                planned(starting, inputs.stream().map(Input::path).toList()).session(), inputs));
    }

    /** Explains the weight of a pair of a run's records. */
    public static Explanation explain(String out, String left, String right) {
        return withSpark(starting -> results(starting, out).explain(left, right));
    }

    private static LinkageFolder results(EngineAhead starting, String out) {
        return new LinkageFolder(planned(starting, List.of(out)).session(), out);
    }

    private static LinkageModel read(Path model) {
        return SplinkSettings.isOne(model) ? SplinkSettings.read(model) : ModelFile.read(model);
    }

    private interface Work<T> {
        T with(EngineAhead starting);
    }

    /** Does the work on a new engine, which starts while the work finds out what to ask of it. */
    private static <T> T withSpark(Work<T> work) {
        try {
            Path scratch = Files.createTempDirectory("wasl-link");
            try (EngineAhead starting = EngineAhead.startForFew(scratch)) {
                return work.with(starting);
            } finally {
                delete(scratch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The engine, in plans for as much as it is to read. */
    private static SparkEngine planned(EngineAhead starting, List<String> reads) {
        SparkEngine engine = starting.engine();
        long bytes = bytes(reads);
        if (bytes <= FEW_BYTES) engine.planFor(0);
        if (bytes <= VERY_FEW_BYTES) engine.interpret();
        return engine;
    }

    /** How many bytes these files and directories have; more than any where one is not on this machine. */
    private static long bytes(List<String> paths) {
        long bytes = 0;
        for (String path : paths) {
            if (path.contains("://") || !Files.exists(Path.of(path))) return Long.MAX_VALUE;
            try (var files = Files.walk(Path.of(path))) {
                for (Path file : files.filter(LinkageRun::isRead).toList()) bytes += Files.size(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return bytes;
    }

    /** An index is not read through. */
    private static boolean isRead(Path file) {
        return Files.isRegularFile(file) && !file.endsWith(Index.NAME);
    }

    private static void delete(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        }
    }
}
