package org.wasl.warehouse.survival;

/** Follow-up data from which no curve follows. */
public final class SurvivalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SurvivalException(String message) {
        super(message);
    }
}
