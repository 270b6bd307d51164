package org.wasl.ingest.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One question of a questionnaire.
 *
 * @param variable the variable that it measures; null for a select_multiple, whose choices measure one each
 * @param codes select_one: the variable's code by the text of a cell
 * @param choices select_multiple: the variable by the name of the choice
 * @param relevant the condition under which it is asked: an earlier question's name and the code of its answer
 */
public record Question(
        String name,
        @Nullable String variable,
        Type type,
        Map<String, String> codes,
        Map<String, String> choices,
        @Nullable Range range,
        Map<String, String> relevant,
        String label) {
    public Question {
        codes = Collections.unmodifiableMap(new LinkedHashMap<>(codes));
        choices = Collections.unmodifiableMap(new LinkedHashMap<>(choices));
        relevant = Collections.unmodifiableMap(new LinkedHashMap<>(relevant));
    }

    /** The kind of a question. */
    public enum Type {
        SELECT_ONE,
        SELECT_MULTIPLE,
        INTEGER,
        DECIMAL
    }
}
