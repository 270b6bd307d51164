package org.wasl.ingest.contract;

import java.util.List;
import java.util.Map;

/**
 * One version of a questionnaire.
 *
 * @param version as in the export's {@code __version__}
 * @param missing codes of "don't know" and "refused", by the text of a cell
 */
public record Instrument(
        String instrument, String version, int wave, Map<String, AnswerStatus> missing, List<Question> questions) {
    public Instrument {
        missing = Map.copyOf(missing);
        questions = List.copyOf(questions);
    }
}
