package org.wasl.jobs.night;

/** A night that ended after one of its steps because it was asked to. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoppedException() {
        super("stopped between two steps, as asked; the next run goes on from there");
    }
}
