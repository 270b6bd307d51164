package org.wasl.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Anybody's catalogue over anybody's files, without a home. */
class OwnMetricsTest {
    private static final Path CLUBS = Path.of(System.getProperty("wasl.root"), "data-samples/clubs");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private String houses;

    @BeforeEach
    void theSampleCatalogue() throws IOException {
        try (Stream<Path> walk = Files.walk(CLUBS.resolve("catalogue"))) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                write(CLUBS.resolve("catalogue").relativize(file).toString(), Files.readString(file));
            }
        }
        houses = Files.readString(CLUBS.resolve("house.csv"));
        write("house.csv", houses);
    }

    @Test
    void areListedShownAndComputed() {
        assertTrue(asked("list").out().contains("residents  residents  count  Residents near a club"));
        assertTrue(asked("show", "residents").out().startsWith("residents: Residents near a club\n"));
        assertTrue(computed().out().lines().anyMatch(line -> line.startsWith("528 ")));
        List<String> towns =
                computed("--by", "town", "--format", "csv").out().lines().toList();
        assertTrue(
                towns.contains("residents,,south,residents,,,,,,,suppressed," + definition(towns) + ",,"),
                towns::toString);
        assertEquals(
                2, towns.stream().filter(line -> line.contains("suppressed")).count(), "another protects it");
    }

    @Test
    void ofAFewAreRefusedAndWhatLeftIsKept() {
        Path history = folder.resolve("left.jsonl");
        String[] most = {"--where", "town <> 'south'", "--history", history.toString()};
        Command refused = computed(most);
        assertEquals(1, refused.exitCode());
        assertTrue(refused.message()
                .startsWith("wasl: refused: the figures would be of nobody, or tell of fewer than 10"));
        Command east = computed("--where", "town = 'east'", "--history", history.toString());
        assertEquals(0, east.exitCode(), east.err());
        assertTrue(Files.exists(history));
    }

    @Test
    void sayWhatIsWrongWithAFile() throws IOException {
        says(
                "residents reads the table house, which was not given: add --table house=FILE (given: home)",
                "--table",
                "home=" + folder.resolve("house.csv"));
        String house = "house=" + folder.resolve("house.csv");
        write("house.csv", houses.replace("residents,", "people,"));
        Command column = asked("compute", "residents", "--table", house);
        assertTrue(column.message().contains("residents"), column.message());
        assertTrue(column.message()
                .contains("they have house (house VARCHAR, town VARCHAR, people BIGINT, opened_on DATE)"));
        write("house.csv", houses.replace(",120,", ",many,"));
        Command kind = asked("compute", "residents", "--table", house);
        assertTrue(kind.message().contains("residents VARCHAR"), kind.message());
        assertEquals(1, kind.err().lines().count(), kind.err());
        write("house.csv", houses + "h1,north,120,2024-02-01\n");
        says(
                "residents: house h1 stands in its rows 2 times, so its persons would count as often; leave the repeated"
                        + " rows out of the file, or bring them together in the SQL",
                "--table",
                house);
        write("house.csv", houses.lines().findFirst().orElse("") + "\n");
        says(
                "the file " + folder.resolve("house.csv") + " of the table house has a heading but no rows",
                "--table",
                house);
        write("house.csv", "");
        says("The file " + folder.resolve("house.csv") + " is empty: it has not even a heading.", "--table", house);
        Files.delete(folder.resolve("house.csv"));
        says("The file " + folder.resolve("house.csv") + " does not exist or cannot be read.", "--table", house);
    }

    @Test
    void sayWhatIsWrongWithTheRequest() throws IOException {
        String house = "house=" + folder.resolve("house.csv");
        says("--catalogue needs --table NAME=FILE for each table its metrics read");
        says("--table house: write it as NAME=FILE, for example --table site=sites.csv", "--table", "house");
        says("--table house is given twice: one file a table", "--table", house, "--table", house);
        Command split = computed("--by", "twn");
        assertTrue(split.message().contains("residents cannot be split by \"twn\""), split.message());
        assertTrue(asked("compute", "resident", "--table", house)
                .message()
                .startsWith("wasl: there is no metric \"resident\"; nearest: residents."));
        Files.delete(folder.resolve("programme.yaml"));
        assertTrue(computed()
                .message()
                .startsWith("wasl: there is no " + folder.resolve("programme.yaml") + ": a catalogue is"));
        Command table = Command.wasl("metrics", "compute", "residents", "--table", house);
        assertEquals(
                "wasl: --table and --history belong to --catalogue DIR: a home has its own tables", table.message());
    }

    private static String definition(List<String> csv) {
        int column = List.of(csv.get(0).split(",", -1)).indexOf("definition");
        return csv.get(1).split(",", -1)[column];
    }

    private void says(String sentence, String... more) {
        Command asked = asked(words(List.of("compute", "residents"), more));
        assertEquals("wasl: " + sentence, asked.message());
        assertEquals(1, asked.exitCode());
    }

    private Command computed(String... more) {
        return asked(words(List.of("compute", "residents", "--table", "house=" + folder.resolve("house.csv")), more));
    }

    private Command asked(String... words) {
        List<String> all = new ArrayList<>(List.of("metrics", words[0], "--catalogue", folder.toString()));
        all.addAll(List.of(words).subList(1, words.length));
        return Command.wasl(all.toArray(String[]::new));
    }

    private static String[] words(List<String> first, String... more) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }
}
