package org.wasl.warehouse.disclosure;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * When a number may not be printed; the section {@code disclosure} of programme.yaml.
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
        @JsonProperty("flag_item_nonresponse") double flagItemNonresponse) {}
