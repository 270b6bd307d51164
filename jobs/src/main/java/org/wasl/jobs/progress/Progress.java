package org.wasl.jobs.progress;

/** How far a night is, told to whoever watches: a person at a terminal, a log, or nobody. */
public interface Progress {
    /** A stage begins; total is in its own unit, 0 where it is not known. */
    void begin(Stage stage, long total, String unit);

    /** So much of so much is done now, and this is being worked on. May be called from several threads. */
    void at(long done, long total, String current);

    /** The stage is over. */
    void end(String summary);

    /** Tells nobody. */
    Progress SILENT = new Progress() {
        @Override
        public void begin(Stage stage, long total, String unit) {}

        @Override
        public void at(long done, long total, String current) {}

        @Override
        public void end(String summary) {}
    };
}
