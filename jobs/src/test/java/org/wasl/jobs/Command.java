package org.wasl.jobs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.wasl.ingest.DeliveryRecord;
import org.wasl.ingest.Landing;
import org.wasl.ingest.Pseudonyms;
import org.wasl.jobs.cli.CommandTree;
import org.wasl.jobs.cli.Console;
import org.wasl.jobs.home.Home;

/** A command as given on a shell, and what came of it. */
record Command(int exitCode, String out, String err) {

    static Command wasl(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (PrintStream console = new PrintStream(out, true, StandardCharsets.UTF_8);
                PrintStream messages = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            int exitCode = CommandTree.of(new Console(console, messages, false, Clock.systemUTC()))
                    .execute(arguments);
            return new Command(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }
    }

    /** A command on a home. */
    static Command on(Home home, String command, String... more) {
        List<String> words =
                new ArrayList<>(List.of(command, "--home", home.directory().toString()));
        words.addAll(List.of(more));
        return wasl(words.toArray(String[]::new));
    }

    /** Messages without the lines of progress. */
    String message() {
        return String.join("\n", err.lines().filter(l -> l.startsWith("wasl: ")).toList());
    }

    /** A file into the home's own inbox. */
    static void drop(Home home, String path, byte[] bytes) throws IOException {
        Path file = home.inbox().resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    /** What the home has on record of its deliveries; of each, nothing is lost. */
    static List<DeliveryRecord> records(Home home) {
        List<DeliveryRecord> records = new Landing(home.landing(), Pseudonyms.in(home.restricted())).records();
        for (DeliveryRecord r : records) {
            if (r.rowsRead() != r.rowsLanded() + r.rowsRejected()) throw new AssertionError("rows are lost: " + r);
        }
        return records;
    }
}
