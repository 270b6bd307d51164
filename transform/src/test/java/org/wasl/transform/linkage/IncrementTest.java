package org.wasl.transform.linkage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wasl.transform.TestSpark;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.file.ModelFile;
import org.wasl.transform.linkage.model.Input;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.review.Decision;

/** A run that compares only what is new or has changed finds what a whole run with the same parameters finds. */
class IncrementTest {
    private static final String MODEL = """
            id: id
            columns:
              backwards: {sql: reverse(name)}
              places: {sql: "array(concat(town, house), concat(born, town))"}
            block:
              - [name]
              - [born]
              - l.name = r.backwards AND l.town = r.town
              - arrays_overlap(l.places, r.places)
            comparisons:
              - column: name
                levels: [{exact: name, m: 0.7, u: 0.05}, {jaro_winkler: 0.8, m: 0.2, u: 0.05}]
                different: {m: 0.1, u: 0.9}
                term_frequency: true
              - {column: born, levels: [{exact: born, m: 0.9, u: 0.05}], different: {m: 0.1, u: 0.95}}
              - {column: house, levels: [{exact: house, m: 0.8, u: 0.2}], different: {m: 0.2, u: 0.8}}
            estimate: {prior: 0.02}
            thresholds: {keep: 0.000001}
            constraint: %s
            cluster: %s
            """;
    private static final List<String> NAMES = List.of("anna", "anne", "hanna", "omar", "umar", "bob", "rob", "");

    private static final SparkSession SPARK = TestSpark.ofFew();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @ParameterizedTest
    @CsvSource({"1, none, connected, false", "2, one_to_one, star, false", "3, many_to_one, star, true"})
    void equalsAWholeRunWithTheSameParameters(int seed, String constraint, String cluster, boolean manyTasks)
            throws IOException {
        Random random = new Random(seed);
        LinkageModel model = model(constraint, cluster);
        List<String> people = new ArrayList<>();
        for (int i = 0; i < 150; i++) people.add(person(i, random));
        run(model, people, "day1", null, false, false);
        change(people, random);
        Report whole = run(model, people, "whole", "day1", false, false);
        Report some = run(model, people, "day2", "day1", true, manyTasks);
        for (String file : List.of("pairs", "clusters", "changes")) {
            assertEquals(rows("whole", file), rows("day2", file), file);
        }
        assertTrue(
                some.document().comparedPairs() < whole.document().comparedPairs() / 2,
                some.document().comparedPairs() + " of " + whole.document().comparedPairs());
    }

    @Test
    void anEntityThatADecisionJoinedLivesOnInTheRecordThatStays() throws IOException {
        LinkageModel model = model("none", "connected");
        List<String> people =
                new ArrayList<>(List.of("1,anna,1960,doha,1", "2,omar,1985,wakra,9", "3,bob,1970,rayyan,5"));
        Request request = request(people, "day1", null).with(List.of(new Decision("1", "2", true, null)));
        new LinkageFolder(SPARK, folder.resolve("day1").toString()).link(model, request);
        people.remove(1);
        run(model, people, "whole", "day1", false, false);
        run(model, people, "day2", "day1", true, false);
        for (String file : List.of("clusters", "changes")) assertEquals(rows("whole", file), rows("day2", file), file);
        assertEquals(Map.of(), rows("day2", "changes"));
    }

    @Test
    void theSameIncrementGivesTheSameBytes() throws IOException {
        Random random = new Random(4);
        LinkageModel model = model("one_to_one", "connected");
        List<String> people = new ArrayList<>();
        for (int i = 0; i < 150; i++) people.add(person(i, random));
        run(model, people, "day1", null, false, false);
        change(people, random);
        run(model, people, "once", "day1", true, false);
        run(model, people, "again", "day1", true, false);
        for (String file : List.of("pairs", "scored", "clusters", "changes")) {
            assertEquals(
                    -1,
                    Files.mismatch(
                            folder.resolve("once").resolve(file + ".parquet"),
                            folder.resolve("again").resolve(file + ".parquet")),
                    file);
        }
    }

    @Test
    void anIdThatStandsTwiceIsNamed() throws IOException {
        LinkageModel model = model("none", "connected");
        String person = "1,anna,1960,doha,1";
        run(model, List.of(person), "day1", null, false, false);
        for (List<String> people : List.of(List.of(person, person), List.of(person, "1,omar,1985,wakra,9"))) {
            assertTrue(assertThrows(TransformException.class, () -> run(model, people, "day2", "day1", true, false))
                    .toString()
                    .contains("the id 1 stands in 2 records of one source"));
        }
    }

    @Test
    void anotherModelOrNoEarlierRunIsNamed() throws IOException {
        List<String> people = List.of(person(1, new Random(1)));
        run(model("none", "connected"), people, "day1", null, false, false);
        LinkageModel other = ModelFile.read(Files.writeString(
                folder.resolve("n.yaml"), MODEL.formatted("none", "connected").replace("0.05", "0.06")));
        assertTrue(assertThrows(TransformException.class, () -> run(other, people, "day2", "day1", true, false))
                .toString()
                .contains("the model is another one than that of"));
        assertTrue(assertThrows(TransformException.class, () -> run(other, people, "day2", null, true, false))
                .toString()
                .contains("add --previous DIR"));
    }

    private LinkageModel model(String constraint, String cluster) throws IOException {
        return ModelFile.read(Files.writeString(folder.resolve("m.yaml"), MODEL.formatted(constraint, cluster)));
    }

    /** Some records go, some change, some come. */
    private static void change(List<String> people, Random random) {
        for (int k = 0; k < 4; k++) people.remove(random.nextInt(people.size()));
        for (int k = 0; k < 4; k++) {
            int i = random.nextInt(people.size());
            people.set(
                    i,
                    person(
                            Integer.parseInt(
                                    people.get(i).substring(0, people.get(i).indexOf(','))),
                            random));
        }
        int next = 1000 + random.nextInt(1_000_000);
        for (int k = 0; k < 5; k++) people.add(person(next + k, random));
    }

    private static String person(int id, Random random) {
        return id + "," + NAMES.get(random.nextInt(NAMES.size())) + "," + (1960 + random.nextInt(30)) + ",town"
                + random.nextInt(3) + "," + random.nextInt(40);
    }

    private Report run(
            LinkageModel model,
            List<String> people,
            String out,
            @org.jspecify.annotations.Nullable String before,
            boolean incremental,
            boolean manyTasks)
            throws IOException {
        Request request = request(people, out, before);
        if (incremental) request = request.incrementally();
        String results = folder.resolve(out).toString();
        return new LinkageFolder(SPARK, results, manyTasks ? new Memory(0, 0, 0) : Memory.OF_A_TASK)
                .link(model, request);
    }

    private Request request(List<String> people, String out, @org.jspecify.annotations.Nullable String before)
            throws IOException {
        Path file = Files.writeString(
                folder.resolve(out + ".csv"), "id,name,born,town,house\n" + String.join("\n", people) + "\n");
        // The only source may be called otherwise the next day.
        Request request = Request.of(List.of(new Input(before == null ? "people" : "persons", file.toString())));
        return before == null ? request : request.after(folder.resolve(before).toString());
    }

    /** Rows as text, weights to a billionth. */
    private Map<String, String> rows(String run, String file) {
        Map<String, String> rows = new TreeMap<>();
        for (Row row : SPARK.read()
                .parquet(folder.resolve(run).resolve(file + ".parquet").toString())
                .collectAsList()) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                cells.add(row.get(i) instanceof Double d ? "%.9f".formatted(d) : String.valueOf(row.get(i)));
            }
            rows.put(cells.get(0) + " " + cells.get(1) + " " + cells.get(2), String.join(" ", cells));
        }
        return rows;
    }
}
