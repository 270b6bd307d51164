package org.wasl.transform.linkage.review;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a person decided about a pair of records, given in either order by their ids, and by their sources where these
 * are known.
 *
 * @param reviewer who decided
 * @param when day or time of it, as the person wrote it
 * @param place where it is written, such as {@code pairs.csv line 4}
 */
public record Decision(
        @Nullable String leftSource,
        String left,
        @Nullable String rightSource,
        String right,
        boolean same,
        @Nullable String reviewer,
        @Nullable String when,
        @Nullable String why,
        @Nullable String place)
        implements Serializable {

    /** A decision about records whose ids alone name them. */
    public Decision(String left, String right, boolean same, @Nullable String reviewer) {
        this(null, left, null, right, same, reviewer, null, null, null);
    }

    /** The same decision with the sources of its records. */
    Decision of(String sourceOfLeft, String sourceOfRight) {
        return new Decision(sourceOfLeft, left, sourceOfRight, right, same, reviewer, when, why, place);
    }

    /** Its records in one order, whichever way they were given. */
    RecordPair records() {
        return RecordPair.of(RecordPair.key(leftSource, left), RecordPair.key(rightSource, right));
    }

    /** Where it stands, for a message. */
    String where() {
        return place == null ? "an earlier decision" : place;
    }
}
