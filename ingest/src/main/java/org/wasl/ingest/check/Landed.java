package org.wasl.ingest.check;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record that lands. It is not a value to compare: its arrays are its own.
 *
 * @param values by the contract's columns: String, Long, Double, Boolean, Integer (days since 1970-01-01) for dates,
 *     Long (microseconds, UTC) for timestamps, List of String
 * @param raw the text by column, where it is not the value's
 * @param issues {@code column:rule} of values that were dropped
 * @param answers of a questionnaire; empty in other feeds
 */
@SuppressWarnings("ArrayRecordComponent") // millions of them: a list each would cost more than it says
public record Landed(
        String file,
        long line,
        String source,
        @Nullable Object[] values,
        Map<String, String> raw,
        List<String> issues,
        List<Answer> answers)
        implements Outcome {}
