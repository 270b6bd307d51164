package org.wasl.transform.linkage;

import org.jspecify.annotations.Nullable;
import org.wasl.transform.TransformException;

/**
 * A directory with what an addition changed: {@code clusters.parquet}, {@code pairs.parquet}, {@code pairs-gone.parquet},
 * {@code changes.parquet}, and {@code add.json} once all are there.
 */
record AddedFolder(Folder folder) {
    private static final String SUMMARY = "add.json";

    /** @throws TransformException where it holds a run, whose results must not be lost */
    static AddedFolder of(Folder folder, String directory) {
        if (folder.has("model.json")) {
            throw new TransformException(
                    "--out " + directory + " holds the results of a run: what changed goes to a directory of its own");
        }
        return new AddedFolder(folder);
    }

    /** The addition whose changes are there; null where there are none. */
    @Nullable Added written() {
        return folder.has(SUMMARY) ? folder.json(SUMMARY, Added.class) : null;
    }

    void write(Added added, AddedPairs pairs, TouchedEntities entities) {
        folder.delete(SUMMARY);
        folder.parquet("clusters.parquet", entities.moved(), TouchedEntities.MOVED, 0, 1);
        folder.parquet("pairs.parquet", pairs.pairs(), Scorer.PAIRS, 0, 1, 2, 3);
        folder.parquet("pairs-gone.parquet", pairs.gone(), Scorer.PAIRS, 0, 1, 2, 3);
        folder.parquet("changes.parquet", entities.changes(), FewEntities.CHANGES, 0, 1, 2);
        folder.json(SUMMARY, added);
    }
}
