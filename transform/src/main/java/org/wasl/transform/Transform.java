package org.wasl.transform;

import java.util.List;
import java.util.function.Consumer;
import org.wasl.transform.schema.Tables;

/** Landed deliveries to the tables of a release: clean, link, conform. */
public final class Transform {
    private Transform() {}

    /** Builds every table of the schema into {@link TransformInputs#out()}. */
    public static TransformResult run(TransformInputs inputs, Consumer<TransformProgress> progress) {
        Tables tables = Tables.load(inputs.programme());
        progress.accept(
                new TransformProgress("start", "schema", 0, tables.tables().size(), 0));
        return new TransformResult(List.of());
    }
}
