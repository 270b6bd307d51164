package org.wasl.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.jobs.home.Home;

/** Commands that read the one published home of all tests. */
abstract class PublishedHome {
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @SuppressWarnings("NullAway")
    static Home home;

    @SuppressWarnings("NullAway")
    static String release;

    @TempDir
    @SuppressWarnings("NullAway")
    Path folder;

    @BeforeAll
    static void aPublishedHome() throws Exception {
        home = SmallProgramme.published();
        release = SmallProgramme.current(home);
    }

    /** One message that holds this, nothing on standard output, this exit code. */
    static void fails(int exitCode, String message, String... words) {
        Command command = words[0].equals("staus") ? Command.wasl(words) : on(words);
        assertEquals(exitCode, command.exitCode(), command.out() + command.err());
        assertEquals("", command.out());
        assertEquals(1, command.err().lines().count(), command.err());
        assertTrue(command.err().startsWith("wasl: ") && command.err().contains(message), command.err());
    }

    static Command on(String... words) {
        return Command.on(home, words[0], Arrays.copyOfRange(words, 1, words.length));
    }

    /** Standard output as the one JSON document that it must be. */
    static JsonNode json(String... words) throws IOException {
        Command command = on(words);
        assertEquals(0, command.exitCode(), command.err());
        assertEquals("", command.err());
        return JSON.readTree(command.out());
    }

    static List<String> query(String sql) {
        Command query = Command.on(home, "query", sql, "--format", "csv");
        assertEquals(0, query.exitCode(), query.err());
        return query.out().lines().toList();
    }

    static String[] with(String[] words, String... more) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    static List<String> keys(JsonNode node) {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
