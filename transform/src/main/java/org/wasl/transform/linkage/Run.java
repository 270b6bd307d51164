package org.wasl.transform.linkage;

import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.compare.Tokens;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.review.Decided;
import org.wasl.transform.linkage.review.Docket;

/** A linkage that has run, and all that its results are written from. */
record Run(
        Folder folder,
        LinkageModel model,
        Request request,
        @Nullable EarlierRun earlier,
        Docket docket,
        Linkage linkage,
        Linkage.Result result) {

    /** The pairs before decisions and the constraint, where these left some out. */
    static final String SCORED = "scored.parquet";

    /** How rare words are, where the model asks. */
    static final String TOKENS = "tokens.parquet";

    /** How many runs the entity ids have lasted. */
    int generation() {
        return earlier == null ? 1 : earlier.document().generation() + 1;
    }

    /** Whether pairs were left out that a later run may want again. */
    boolean leftPairsOut() {
        return leavesPairsOut(model, docket.decided());
    }

    static boolean leavesPairsOut(LinkageModel model, Decided decided) {
        return model.constraint() != LinkageModel.Constraint.NONE || !decided.isEmpty();
    }

    double threshold() {
        return model.thresholds().link();
    }

    /** Writes what was used and learned. */
    ModelDocument writeModel() {
        ModelDocument document = ModelDocument.of(model, request.inputs(), result, docket, generation());
        folder.json("model.json", document);
        DecisionTable.write(folder, docket);
        List<Row> tokens = linkage.tokens().rows();
        if (tokens.isEmpty()) folder.delete(TOKENS);
        else folder.parquet(TOKENS, tokens, Tokens.COLUMNS, 0, 1);
        return document;
    }
}
