package org.wasl.jobs;

import java.time.Clock;
import java.time.Duration;
import org.wasl.jobs.cli.CommandTree;
import org.wasl.jobs.cli.Console;

/** The command line more than a year from now, in the zone and language that the JVM was given. */
final class ElsewhereAndLater {
    private ElsewhereAndLater() {}

    public static void main(String[] arguments) {
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(400));
        Console console = new Console(System.out, System.err, false, later);
        System.exit(CommandTree.of(console).execute(arguments));
    }
}
