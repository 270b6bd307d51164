package org.wasl.warehouse.survey;

import org.jspecify.annotations.Nullable;

/**
 * Weights drawn in to bounds; what is cut off goes in equal parts to the weights within (as R's {@code trimWeights}).
 *
 * @param strict repeat until no weight lies outside
 * @param median the bounds are multiples of the median weight
 */
public record Trimming(@Nullable Double lower, @Nullable Double upper, boolean strict, boolean median) {}
