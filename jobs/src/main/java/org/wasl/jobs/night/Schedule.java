package org.wasl.jobs.night;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.springframework.scheduling.support.CronExpression;
import org.wasl.jobs.Failure;

/** When nights are due: a cron expression read in a time zone. */
public record Schedule(CronExpression cron, ZoneId zone) {
    /**
     * A schedule from text.
     *
     * @throws Failure if it is no cron expression of six fields
     */
    public static Schedule parse(String cron, ZoneId zone) {
        if (!CronExpression.isValidExpression(cron)) {
            throw new Failure(
                    "'" + cron
                            + "' is not a cron expression: six fields are needed, second minute hour day month weekday, as in \"0 0 2 * * *\"");
        }
        return new Schedule(CronExpression.parse(cron), zone);
    }

    /** When the next night is due: now, if one was missed since the last success. */
    public Instant due(Optional<Instant> lastSuccess, Instant now) {
        Instant next = lastSuccess.map(this::after).orElseGet(() -> after(now));
        return next.isBefore(now) ? now : next;
    }

    /** The first time after a moment. */
    public Instant after(Instant moment) {
        var next = cron.next(moment.atZone(zone));
        if (next == null)
            throw new Failure(
                    "the schedule '" + cron + "' has no time after " + moment + ": name one that comes again");
        return next.toInstant();
    }
}
