package org.wasl.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wasl.jobs.cli.CommandTree;
import org.wasl.jobs.cli.Console;
import picocli.CommandLine;

/** Every command says how it is used, without what it needs for running. */
class HelpTest {

    static Stream<List<String>> commands() {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
        List<List<String>> commands = new ArrayList<>();
        collect(CommandTree.of(new Console(nowhere, nowhere, false, Clock.systemUTC())), List.of(), commands);
        assertTrue(commands.contains(List.of("link", "evaluate")), commands::toString);
        return commands.stream();
    }

    private static void collect(CommandLine line, List<String> words, List<List<String>> commands) {
        commands.add(words);
        line.getSubcommands().forEach((name, below) -> collect(below, with(words, name), commands));
    }

    @ParameterizedTest(name = "wasl {0} --help")
    @MethodSource("commands")
    void helpIsThere(List<String> words) {
        for (String option : List.of("--help", "-h")) {
            Command help = Command.wasl(with(words, option).toArray(String[]::new));
            assertEquals(0, help.exitCode(), help.err());
            assertEquals("", help.err());
            String usage = "Usage: " + String.join(" ", with(List.of("wasl"), words.toArray(String[]::new)));
            assertTrue(help.out().startsWith(usage), help.out());
            assertTrue(help.out().contains("--help"), help.out());
        }
    }

    private static List<String> with(List<String> words, String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return all;
    }
}
