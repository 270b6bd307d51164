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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.model.LinkageModel.Clustering;
import org.wasl.transform.linkage.model.LinkageModel.Constraint;
import org.wasl.transform.linkage.review.Decision;

/** A run that compares only what is new or has changed finds what a whole run with the same parameters finds. */
class IncrementTest {
    private static final int BLOCK = 5_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @ParameterizedTest
    @CsvSource({"1, NONE, CONNECTED, false", "2, ONE_TO_ONE, STAR, false", "3, MANY_TO_ONE, STAR, true"})
    void equalsAWholeRunWithTheSameParameters(int seed, Constraint constraint, Clustering cluster, boolean manyTasks)
            throws IOException {
        Random random = new Random(seed);
        LinkageModel model = model(constraint, cluster);
        List<String> people = new ArrayList<>();
        for (int i = 0; i < 150; i++) people.add(People.person(i, random));
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
        LinkageModel model = model(Constraint.NONE, Clustering.CONNECTED);
        List<String> people =
                new ArrayList<>(List.of("1,anna,1960,doha,1", "2,omar,1985,wakra,9", "3,bob,1970,rayyan,5"));
        Request request = request(people, "day1", null).with(List.of(new Decision("1", "2", true, null)));
        files().results("day1").link(model, request);
        people.remove(1);
        run(model, people, "whole", "day1", false, false);
        run(model, people, "day2", "day1", true, false);
        for (String file : List.of("clusters", "changes")) assertEquals(rows("whole", file), rows("day2", file), file);
        assertEquals(Map.of(), rows("day2", "changes"));
    }

    @Test
    void theSameIncrementGivesTheSameBytes() throws IOException {
        Random random = new Random(4);
        LinkageModel model = model(Constraint.ONE_TO_ONE, Clustering.CONNECTED);
        List<String> people = new ArrayList<>();
        for (int i = 0; i < 150; i++) people.add(People.person(i, random));
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
        LinkageModel model = model(Constraint.NONE, Clustering.CONNECTED);
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
        List<String> people = List.of(People.person(1, new Random(1)));
        run(model(Constraint.NONE, Clustering.CONNECTED), people, "day1", null, false, false);
        LinkageModel other = files().model(false, Constraint.NONE, Clustering.CONNECTED, BLOCK);
        assertTrue(assertThrows(TransformException.class, () -> run(other, people, "day2", "day1", true, false))
                .toString()
                .contains("the model is another one than that of"));
        assertTrue(assertThrows(TransformException.class, () -> run(other, people, "day2", null, true, false))
                .toString()
                .contains("add --previous DIR"));
    }

    private People files() {
        return new People(folder);
    }

    private LinkageModel model(Constraint constraint, Clustering cluster) throws IOException {
        return files().model(true, constraint, cluster, BLOCK);
    }

    /** Some records go, some change, some come. */
    private static void change(List<String> people, Random random) {
        for (int k = 0; k < 4; k++) people.remove(random.nextInt(people.size()));
        for (int k = 0; k < 4; k++) {
            int i = random.nextInt(people.size());
            people.set(
                    i,
                    People.person(
                            Integer.parseInt(
                                    people.get(i).substring(0, people.get(i).indexOf(','))),
                            random));
        }
        int next = 1000 + random.nextInt(1_000_000);
        for (int k = 0; k < 5; k++) people.add(People.person(next + k, random));
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
        return files().results(out, manyTasks).link(model, request);
    }

    private Request request(List<String> people, String out, @org.jspecify.annotations.Nullable String before)
            throws IOException {
        // The only source may be called otherwise the next day.
        Request request = files().request(before == null ? "people" : "persons", out, people);
        return before == null ? request : request.after(files().path(before));
    }

    private Map<String, String> rows(String run, String file) {
        return files().rows(run, file);
    }
}
