package org.wasl.warehouse.survey;

/** A design, a request or data from which no honest estimate follows; the message is one sentence for the analyst. */
public final class SurveyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SurveyException(String message) {
        super(message);
    }

    public SurveyException(String message, Throwable cause) {
        super(message, cause);
    }
}
