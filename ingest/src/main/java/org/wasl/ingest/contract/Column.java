package org.wasl.ingest.contract;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One column of a feed.
 *
 * @param requiredIn the sources in which it may not be empty, beside {@code required}
 * @param codes the list of a column of codes
 * @param nullWhenInvalid whether an invalid value is dropped (and noted) instead of rejecting its row
 * @param personalClass what the pseudonym of a value is keyed by, so that one person gets one pseudonym
 * @param references {@code table.column} that the value points to; checked after landing
 */
public record Column(
        String name,
        ColumnType type,
        boolean required,
        Set<String> requiredIn,
        List<String> aliases,
        @Nullable String codes,
        @Nullable Pattern pattern,
        @Nullable Range range,
        int maxLength,
        boolean nullWhenInvalid,
        Personal personal,
        String personalClass,
        boolean fillDown,
        @Nullable String references) {

    public Column {
        requiredIn = Set.copyOf(requiredIn);
        aliases = List.copyOf(aliases);
    }

    /** What of a person a column holds. */
    public enum Personal {
        /** Nothing. */
        NONE,
        /** An identifier: landed as a pseudonym. */
        DIRECT,
        /** Prose that may name people: not landed. */
        FREE_TEXT
    }

    public boolean requiredFor(String source) {
        return required || requiredIn.contains(source);
    }
}
