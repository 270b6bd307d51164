package org.wasl.transform;

/**
 * How far a run has come.
 *
 * @param stage {@code start}, {@code clean}, {@code link} or {@code conform}
 * @param step the intermediate or table just finished
 * @param done steps finished
 * @param total steps of the run
 * @param rows rows of the table just written; 0 where nothing was written
 */
public record TransformProgress(String stage, String step, int done, int total, long rows) {}
