package org.wasl.warehouse.disclosure;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * When a number may not be printed; the section {@code disclosure} of programme.yaml, which may choose the numbers and not
 * turn them off.
 *
 * @param minCount a count of fewer persons, but more than none, is suppressed
 * @param minN an estimate from fewer answers is withheld
 * @param maxRse so is one with a larger relative standard error
 * @param flagRse one above this is flagged
 * @param flagItemNonresponse a figure for which more of those asked gave no valid answer is flagged
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Thresholds(
        @JsonProperty("min_count") int minCount,
        @JsonProperty("min_n") int minN,
        @JsonProperty("max_rse") double maxRse,
        @JsonProperty("flag_rse") double flagRse,
        @JsonProperty("flag_item_nonresponse") double flagItemNonresponse) {
    private static final int FEWEST = 3;

    public Thresholds {
        demand(minCount >= FEWEST, "min_count is " + minCount);
        demand(minN >= FEWEST, "min_n is " + minN);
        demand(maxRse > 0 && maxRse <= 1, "max_rse is " + maxRse);
    }

    private static void demand(boolean on, String what) {
        if (!on) {
            throw new ProtectionException(what + ": min_count and min_n are " + FEWEST
                    + " at least, and max_rse is above 0 and 1 at most. Numbers without thresholds are for the restricted"
                    + " zone: wasl query, wasl metrics rows, wasl survey --zone restricted.");
        }
    }
}
