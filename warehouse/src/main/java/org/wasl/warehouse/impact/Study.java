package org.wasl.warehouse.impact;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.catalogue.Words;

/**
 * What is asked of the data, declared before it is looked at.
 *
 * @param file where the declaration stands; data files are looked for beside it
 * @param text its words, whose hash the results carry
 * @param question in English and Arabic; the same words in both where the file has one
 * @param labels what columns are called on the page; survey variables of a release have names of their own
 * @param unit the column of what is observed over time; its effects are absorbed
 * @param time the column of the period, a whole number
 * @param treatment the column of the first treated period; empty or 0: never
 * @param subgroups columns within whose values everything is estimated again
 * @param adjust how p values of one specification's outcomes are adjusted for being several
 */
public record Study(
        Path file,
        String text,
        Words question,
        Map<String, Words> labels,
        Input input,
        String unit,
        String time,
        String treatment,
        List<String> outcomes,
        List<String> covariates,
        String cluster,
        @Nullable String weights,
        List<String> subgroups,
        PAdjust adjust,
        List<Specification> estimators) {

    public Study {
        labels = Map.copyOf(labels);
        outcomes = List.copyOf(outcomes);
        covariates = List.copyOf(covariates);
        subgroups = List.copyOf(subgroups);
        estimators = List.copyOf(estimators);
    }

    /** Where the rows come from. */
    public sealed interface Input {
        /** A CSV or Parquet file. */
        record DataFile(Path path) implements Input {}

        /** A release, and what to write after {@code from}. */
        record OfRelease(String release, String relation) implements Input {}
    }

    /** Reads a study.
     *
     * @throws StudyException naming every problem with its line
     */
    public static Study read(Path file) {
        return StudyReader.read(file);
    }
}
