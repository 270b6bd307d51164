package org.wasl.transform.linkage.review;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What a person decided about a pair of records, given by their ids in either order. */
public record Decision(
        String left, String right, boolean same, @Nullable String reviewer) implements Serializable {}
