package org.wasl.ingest.check;

import org.jspecify.annotations.Nullable;
import org.wasl.ingest.contract.AnswerStatus;

/** One answer as it stands in a landed row. */
public record Answer(
        String question,
        String variable,
        @Nullable String value,
        @Nullable Double number,
        AnswerStatus status) {}
