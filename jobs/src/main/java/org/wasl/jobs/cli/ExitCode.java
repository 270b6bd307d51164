package org.wasl.jobs.cli;

/** What a command tells the shell. */
public final class ExitCode {
    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;
    /** Done, and a delivery was turned away or a check failed. */
    public static final int DONE_WITH_REJECTS = 3;

    private ExitCode() {}
}
