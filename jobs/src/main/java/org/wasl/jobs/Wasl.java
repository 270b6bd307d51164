package org.wasl.jobs;

import java.time.Clock;
import java.util.Locale;
import java.util.TimeZone;
import org.wasl.jobs.cli.CommandTree;
import org.wasl.jobs.cli.Console;

/** The command line: {@code wasl COMMAND ...}. */
public final class Wasl {
    private Wasl() {}

    public static void main(String[] arguments) {
        // The same output on every machine, whatever its language and zone.
        Locale.setDefault(Locale.ROOT);
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        // The launcher knows whether a person watches.
        boolean terminal = Boolean.getBoolean("wasl.terminal");
        Console console = new Console(System.out, System.err, terminal, Clock.systemUTC());
        System.exit(CommandTree.of(console).execute(arguments));
    }
}
