package org.wasl.ingest.contract;

import java.util.Locale;

/** What an answer is. Missing, don't know, refused and skipped are different things. */
public enum AnswerStatus {
    VALID,
    DK,
    REFUSED,
    /** The question does not apply: its condition does not hold. */
    SKIP,
    /** It applies and there is no usable answer. */
    MISSING,
    /** The questionnaire has it, this file has no column for it. */
    NOT_ASKED;

    /** As it stands in landed rows. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
