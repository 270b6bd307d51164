package org.wasl.jobs.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wasl.jobs.Failure;
import org.wasl.jobs.config.ProgrammeFiles;
import org.wasl.jobs.home.HomeLock;
import org.wasl.jobs.night.NightWatch;
import org.wasl.jobs.night.Schedule;
import org.wasl.jobs.night.StoppedException;
import org.wasl.warehouse.catalogue.Programme;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "nightly",
        description = "Do the whole job on its schedule, until SIGTERM, which ends it between two steps.")
final class NightlyCommand implements Callable<Integer> {
    private final CommandTree root;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    @Option(
            names = "--cron",
            paramLabel = "CRON",
            description =
                    "When: second minute hour day month weekday, in the programme's time zone (default: schedule of wasl.yaml).")
    private @Nullable String cron;

    @Option(
            names = "--inbox",
            paramLabel = "DIR",
            description = "Where the deliveries are, one folder a feed (default: the home's inbox).")
    private @Nullable Path inbox;

    NightlyCommand(CommandTree root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        NightSession session = NightSession.open(root, inbox, false);
        Schedule schedule = Schedule.parse(cron == null ? session.settings().schedule() : cron, zone(session));
        Clock clock = root.console().clock();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(session), "end of the watch"));
        NightWatch watch = new NightWatch(schedule, session.home().lastSuccess(), clock, this::until, this::log);
        try {
            return HomeLock.holding(session.home().watchLock(), session.home(), "wasl nightly", clock, () -> {
                watch.keep(() -> night(session));
                return ExitCode.DONE;
            });
        } finally {
            ended.countDown();
        }
    }

    private void night(NightSession session) {
        int code;
        try {
            code = session.run("wasl nightly", nightly -> nightly.run(session.inbox()), false);
        } catch (StoppedException e) {
            throw e;
        } catch (RuntimeException e) {
            if (root.verbose()) e.printStackTrace(root.console().err());
            throw new Failure(Errors.message(e, root.verbose()), e);
        }
        if (code == ExitCode.DONE_WITH_REJECTS)
            log("this night ended with rejected deliveries or failed checks: see `wasl status` and `wasl rejects`");
    }

    private boolean until(Instant moment) {
        Clock clock = root.console().clock();
        try {
            for (Instant now = clock.instant(); now.isBefore(moment); now = clock.instant()) {
                // In small steps, so that a machine that slept wakes up to its night.
                long step = Math.min(Duration.between(now, moment).toMillis() + 1, 60_000);
                if (asked.await(step, TimeUnit.MILLISECONDS)) return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return asked.getCount() > 0;
    }

    private void end(NightSession session) {
        asked.countDown();
        session.nightly().stop();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void log(String line) {
        root.console().err().println("wasl: " + line);
    }

    private static ZoneId zone(NightSession session) {
        ProgrammeFiles files =
                ProgrammeFiles.of(session.settings().programme(), session.home().overrides());
        Programme programme = Programme.load(files.writtenBelow(session.home().work()));
        try {
            return ZoneId.of(programme.timeZone());
        } catch (java.time.DateTimeException e) {
            throw new Failure(
                    Programme.FILE + ": time_zone '" + programme.timeZone()
                            + "' is unknown: name one such as Asia/Qatar",
                    e);
        }
    }
}
