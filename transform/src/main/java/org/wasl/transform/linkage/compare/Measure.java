package org.wasl.transform.linkage.compare;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A number told by two records, which are given by their terms; NaN where it is not known. */
@FunctionalInterface
interface Measure extends Serializable {
    double of(@Nullable Term[] left, @Nullable Term[] right);
}
