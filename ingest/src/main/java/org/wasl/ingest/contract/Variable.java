package org.wasl.ingest.contract;

import org.jspecify.annotations.Nullable;

/** A survey variable in the vocabulary that all questionnaires share. */
public record Variable(String name, Type type, @Nullable String codes, String label) {
    /** How an answer is kept. */
    public enum Type {
        /** 1 yes, 0 no. */
        BINARY,
        /** A code. */
        CATEGORY,
        /** A number as answered. */
        NUMBER
    }
}
