package org.wasl.transform.linkage;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.evaluate.Evaluation;
import org.wasl.transform.linkage.explain.Explanation;
import org.wasl.transform.linkage.index.Index;
import org.wasl.transform.linkage.model.Input;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.review.Decision;
import org.wasl.transform.linkage.review.Docket;

/**
 * A directory with the results of one run: {@code pairs.parquet}, {@code clusters.parquet}, {@code model.json}, where
 * people decided {@code decisions.parquet}, and after an earlier run {@code changes.parquet}.
 */
public final class LinkageFolder {
    private final SparkSession spark;
    private final Folder folder;
    private final Memory memory;

    public LinkageFolder(SparkSession spark, String directory) {
        this(spark, directory, Memory.of(spark));
    }

    /** @param memory up to how much is linked in memory */
    LinkageFolder(SparkSession spark, String directory, Memory memory) {
        this.spark = spark;
        this.folder = new Folder(spark, directory);
        this.memory = memory;
    }

    /** Links the inputs and writes the results.
     *
     * @return what a person wants to see of it
     */
    public Report link(LinkageModel model, Request request) {
        String previous = request.previous();
        EarlierRun earlier = previous == null ? null : new EarlierRun(spark, previous, request.sources());
        Docket docket = docket(model, request, earlier);
        Linkage linkage = new Linkage(
                spark,
                model,
                request.inputs(),
                docket.decided(),
                request.labels(),
                request.incremental() ? earlier : null,
                memory);
        try {
            Linkage.Result result = linkage.run();
            Run run = new Run(folder, model, request, earlier, docket, linkage, result);
            // It would be of other results from now on.
            folder.delete(Index.NAME);
            return result.found() instanceof Linkage.Few few
                    ? new FewRecords(spark, run, few).write()
                    : new ManyRecords(spark, run, (Linkage.Many) result.found()).write();
        } finally {
            linkage.release();
        }
    }

    /** Adds records to a run that has an index, and writes what that changes. */
    public Added add(AddRequest request) {
        return new IndexedRun(spark, folder, memory).add(request);
    }

    /** Writes the files of a run anew, with all that was added to it. */
    public IndexedRun.Results results() {
        return new IndexedRun(spark, folder, memory).results();
    }

    /** What people decided before and now, of the records that are there. */
    private Docket docket(LinkageModel model, Request request, @Nullable EarlierRun earlier) {
        List<Decision> kept = earlier == null ? List.of() : earlier.decisions();
        Object[] ids = Docket.ids(kept, request.decisions());
        List<Row> records = ids.length == 0
                ? List.of()
                : Records.read(spark, request.inputs(), model)
                        .where(functions.col(Records.ID).isin(ids))
                        .select(Records.SOURCE, Records.ID)
                        .collectAsList();
        return Docket.of(kept, request.decisions(), records, request.sources(), model.constraint());
    }

    /** Why a pair weighs what it does, by the run's parameters and its inputs, or its index, as they are now. */
    public Explanation explain(String left, String right) {
        ModelDocument document = folder.json("model.json", ModelDocument.class);
        List<String> sources = document.inputs().stream().map(Input::source).toList();
        String[] l = sourceAndId(left, sources);
        String[] r = sourceAndId(right, sources);
        Explainer.PairOfIds pair = new Explainer.PairOfIds(l[0], l[1], r[0], r[1]);
        List<Explanation> explanations = folder.has(Index.NAME)
                ? new IndexedRun(spark, folder, memory).explain(pair)
                : new Linkage(spark, document.model(), document.inputs())
                        .explainer()
                        .explain(List.of(pair), document.parameters());
        if (explanations.isEmpty()) {
            throw new TransformException("this run has no record " + pair.left() + " or no record "
                    + pair.right() + "; ids are those of the column "
                    + document.model().id());
        }
        return explanations.get(0);
    }

    /** {@code SOURCE:ID} where the source is one of the run's, else an id alone. */
    private static @Nullable String[] sourceAndId(String text, List<String> sources) {
        for (String source : sources) {
            if (text.startsWith(source + ":")) return new String[] {source, text.substring(source.length() + 1)};
        }
        return new @Nullable String[] {null, text};
    }

    /** The pairs of the run that a person's decision tells most about.
     *
     * @param most how many
     */
    public ReviewList review(int most) {
        IndexedRun.refuseOutdated(folder);
        return ReviewList.of(spark, folder, most);
    }

    /** Measures the run by a CSV of the pairs that match. */
    public Evaluation evaluate(String truth) {
        IndexedRun.refuseOutdated(folder);
        double threshold = folder.json("model.json", ModelDocument.class)
                .model()
                .thresholds()
                .link();
        return new Truth(spark, truth).of(folder, threshold);
    }
}
