package org.wasl.transform.linkage.block;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.compare.Term;

/**
 * A record of a block, ready to be compared.
 *
 * @param element of a rule of lists, the element by which it stands there
 * @param fresh whether its pairs are asked about
 */
@SuppressWarnings("ArrayRecordComponent")
record Candidate(
        int source,
        String id,
        int role,
        @Nullable String element,
        @Nullable Term[] terms,
        boolean fresh) {
    static final Comparator<Candidate> IN_ORDER =
            Comparator.comparingInt(Candidate::source).thenComparing(Candidate::id);

    /** Whether it is the same record, of one source. */
    boolean isSame(Candidate other) {
        return id.hashCode() == other.id.hashCode() && id.equals(other.id);
    }
}
