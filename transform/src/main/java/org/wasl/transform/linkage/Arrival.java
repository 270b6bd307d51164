package org.wasl.transform.linkage;

import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.index.IndexedRecord;

/**
 * A record that is new, has changed or is gone.
 *
 * @param number in the index
 * @param before what it was; null where it is new
 * @param now what it is, of no entity yet; null where it is gone
 */
record Arrival(
        int number,
        @Nullable IndexedRecord before,
        @Nullable IndexedRecord now) {}
