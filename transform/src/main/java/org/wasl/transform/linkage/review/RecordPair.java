package org.wasl.transform.linkage.review;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Two records in the order of their keys. */
record RecordPair(String a, String b) implements Serializable {
    private static final char SEPARATOR = '\u001f';

    static RecordPair of(String a, String b) {
        return a.compareTo(b) <= 0 ? new RecordPair(a, b) : new RecordPair(b, a);
    }

    /** A record by its source and id; by its id alone where the source is not known. */
    static String key(@Nullable String source, String id) {
        return source == null ? id : source + SEPARATOR + id;
    }

    /** A key for people to read. */
    static String shown(String key) {
        return key.substring(key.indexOf(SEPARATOR) + 1);
    }
}
