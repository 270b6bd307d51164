package org.wasl.warehouse.disclosure.microdata;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What protection did to a file of records.
 *
 * @param records before
 * @param leftOut records that could not be made safe
 * @param recoding the level of each key, 0 for as it was
 * @param valuesHidden share of the key values that are held back
 * @param loss share of the keys' precision that is lost, 0 to 1
 * @param smallest the fewest records that share their keys, in the published file
 * @param before the risk of the file as it was
 * @param after of the published one
 * @param attack somebody with the truth looked everybody up; null when there was none
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record MicrodataReport(
        long records,
        long leftOut,
        Map<String, Integer> recoding,
        double valuesHidden,
        double loss,
        long smallest,
        Risk before,
        Risk after,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Attack attack) {

    /**
     * Who can be recognised.
     *
     * @param sampleUniques alone with their keys in the file
     * @param below records that share their keys with fewer than k
     * @param populationUniques expected to be alone in the population too
     * @param reidentifications expected correct matches of these
     * @param highest the largest chance that a match is right, 1 / smallest group
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Risk(
            long sampleUniques, long below, double populationUniques, double reidentifications, double highest) {}

    /**
     * Looking up everybody of a file with the original keys.
     *
     * @param persons looked up
     * @param fewest the smallest number of records that any of them could be
     * @param alone persons that only one record could be
     * @param right of these, truly that person
     * @param learnt persons of whom a sensitive value is told although no record is
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Attack(long persons, long fewest, long alone, long right, long learnt) {}
}
