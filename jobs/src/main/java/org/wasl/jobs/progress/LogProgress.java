package org.wasl.jobs.progress;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Plain lines, one when a stage begins and one when it ends. */
public final class LogProgress implements Progress {
    private final PrintStream out;
    private final Clock clock;
    private Stage stage = Stage.INGEST;
    private Instant began = Instant.EPOCH;

    public LogProgress(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void begin(Stage next, long total, String unit) {
        stage = next;
        began = clock.instant();
        line(total > 0 ? "started, " + total + " " + unit : "started");
    }

    @Override
    public void at(long done, long total, String current) {}

    @Override
    public void end(String summary) {
        double seconds = Duration.between(began, clock.instant()).toMillis() / 1000.0;
        line(summary + String.format(Locale.ROOT, " in %.1f s", seconds));
    }

    private void line(String text) {
        out.println(clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + stage.word() + ": " + text);
    }
}
