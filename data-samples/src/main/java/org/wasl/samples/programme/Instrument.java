package org.wasl.samples.programme;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A questionnaire version: what is asked, under which name, with which codes. */
public record Instrument(String instrument, String version, int wave, FieldWork fieldWork, List<Question> questions) {
    /** When the interviews are held. */
    public record FieldWork(String from, String to) {
        public LocalDate first() {
            return LocalDate.parse(from);
        }

        public LocalDate last() {
            return LocalDate.parse(to);
        }
    }

    /** One question; a select_multiple has choices, each a variable of its own. */
    public record Question(
            String name,
            @Nullable String variable,
            String type,
            @Nullable Map<String, String> codes,
            @Nullable Map<String, String> choices,
            @Nullable Map<String, String> relevant) {
        /** The raw answer that stands for a value. */
        public String raw(String value) {
            if (codes != null) {
                for (Map.Entry<String, String> code : codes.entrySet()) {
                    if (code.getValue().equals(value)) {
                        return code.getKey();
                    }
                }
            }
            return value;
        }
    }
}
