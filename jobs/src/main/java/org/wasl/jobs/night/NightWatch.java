package org.wasl.jobs.night;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import org.wasl.jobs.Failure;

/**
 * Waits for each night and lets it happen, until told to stop. A night that was missed, because the machine was off or
 * the last one failed, is caught up at once when the watch begins.
 */
public final class NightWatch {
    private final Schedule schedule;
    private final Path record;
    private final Clock clock;
    private final Waiting waiting;
    private final Consumer<String> log;

    /** How time passes. */
    @FunctionalInterface
    public interface Waiting {
        /** Returns at that moment with true, or earlier with false when the watch is to end. */
        boolean until(Instant moment);
    }

    /** A night as the watch sees it. */
    @FunctionalInterface
    public interface Night {
        /**
         * Does the whole night.
         *
         * @throws StoppedException if it was asked to end before it was done
         */
        void run();
    }

    /**
     * @param record file that holds the moment of the last success
     */
    public NightWatch(Schedule schedule, Path record, Clock clock, Waiting waiting, Consumer<String> log) {
        this.schedule = schedule;
        this.record = record;
        this.clock = clock;
        this.waiting = waiting;
        this.log = log;
    }

    /** Runs nights until {@link Waiting} says that it is over. A failed night is told, and the next one waited for. */
    public void keep(Night night) {
        Instant due = schedule.due(lastSuccess(), clock.instant());
        log.accept("next night: " + due.truncatedTo(ChronoUnit.SECONDS));
        while (waiting.until(due)) {
            try {
                night.run();
                remember(clock.instant());
            } catch (StoppedException e) {
                log.accept("this night " + e.getMessage());
                return;
            } catch (RuntimeException e) {
                log.accept("this night failed: " + e.getMessage());
            }
            due = schedule.after(clock.instant());
            log.accept("next night: " + due.truncatedTo(ChronoUnit.SECONDS));
        }
    }

    private Optional<Instant> lastSuccess() {
        try {
            return Files.exists(record)
                    ? Optional.of(Instant.parse(Files.readString(record).strip()))
                    : Optional.empty();
        } catch (IOException | DateTimeException e) {
            throw new Failure(
                    "cannot read " + record + " (" + e.getMessage()
                            + "): delete it, and the next night is the scheduled one",
                    e);
        }
    }

    private void remember(Instant moment) {
        try {
            Path temporary = record.resolveSibling(record.getFileName() + ".tmp");
            Files.writeString(temporary, moment + "\n");
            Files.move(temporary, record, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Failure("cannot write " + record + ": " + e.getMessage(), e);
        }
    }
}
