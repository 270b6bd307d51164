package org.wasl.transform.linkage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.apache.spark.sql.Row;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.model.LinkageModel.Clustering;
import org.wasl.transform.linkage.model.LinkageModel.Constraint;

/** Records that are added to a run, in however many parts, are linked as a whole run with the same parameters links them. */
class AdditionTest {
    private People people = new People(Path.of("."));

    @BeforeTry
    void begin() throws IOException {
        people = new People(Files.createTempDirectory("wasl-add"));
    }

    @AfterTry
    void sweep() throws IOException {
        try (var files = Files.walk(people.folder())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    @Property(tries = 8, generation = GenerationMode.RANDOMIZED, shrinking = ShrinkingMode.OFF)
    void equalsWholeRunsOneAfterTheOther(
            @ForAll long seed,
            @ForAll Constraint constraint,
            @ForAll Clustering cluster,
            @ForAll @IntRange(min = 1, max = 2) int parts,
            @ForAll boolean manyTasks)
            throws IOException {
        Random random = new Random(seed);
        LinkageModel model = people.model(false, constraint, cluster, 50_000);
        Map<Integer, String> all = day0(model, random, manyTasks);
        people.results("whole0").link(model, people.request("day0", all.values()));
        for (int part = 1; part <= parts; part++) {
            addSome(all, part, random);
            people.results("day0").results();
            Request whole = people.request("whole" + part, all.values()).after(people.path("whole" + (part - 1)));
            people.results("whole" + part).link(model, whole);
            for (String file : List.of("pairs", "clusters")) {
                assertEquals(people.rows("whole" + part, file), people.rows("day0", file), file);
            }
            assertEquals(people.rows("whole" + part, "changes"), people.rows("add" + part, "changes"));
        }
    }

    /** Of pairs that were scored before, the weight is as if their names were as common as then. */
    @Property(tries = 2, generation = GenerationMode.RANDOMIZED, shrinking = ShrinkingMode.OFF)
    void weightsLagByWhatNamesHaveBecomeMoreCommon(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        LinkageModel model = people.model(true, Constraint.NONE, Clustering.CONNECTED, 50_000);
        Map<Integer, String> all = day0(model, random, random.nextBoolean());
        Map<String, Double> before = shares(all);
        addSome(all, 1, random);
        people.results("day0").results();
        people.results("whole").link(model, people.request("whole", all.values()));
        double lag = 0;
        for (Map.Entry<String, Double> now : shares(all).entrySet()) {
            double then = before.getOrDefault(now.getKey(), now.getValue());
            lag = Math.max(lag, Math.abs(Math.log(now.getValue() / then) / Math.log(2)));
        }
        Set<String> added = new TreeSet<>();
        people.table("add1", "pairs").forEach(pair -> added.add(ids(pair)));
        Map<String, Double> whole = weights("whole");
        for (Map.Entry<String, Double> pair : weights("day0").entrySet()) {
            double other = whole.getOrDefault(pair.getKey(), Double.NEGATIVE_INFINITY);
            // Only pairs far below `keep` may be missing from one of them.
            double apart = Double.isInfinite(other) ? 0 : Math.abs(pair.getValue() - other);
            assertTrue(apart <= (added.contains(pair.getKey()) ? 0 : lag) + 1e-9, pair + " is " + other + " of " + lag);
        }
    }

    private Map<Integer, String> day0(LinkageModel model, Random random, boolean manyTasks) throws IOException {
        Map<Integer, String> all = new LinkedHashMap<>();
        for (int i = 0; i < 60; i++) all.put(i, People.person(i, random));
        people.results("day0", manyTasks)
                .link(model, people.request("day0", all.values()).withIndex());
        return all;
    }

    /** Some people go, some change, some come; some that are as they were are handed over with them. */
    private void addSome(Map<Integer, String> all, int part, Random random) throws IOException {
        List<String> gone = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            int id = any(all, random);
            all.remove(id);
            gone.add(Integer.toString(id));
        }
        Set<Integer> handed = new TreeSet<>();
        for (int k = 0; k < 4; k++) handed.add(any(all, random));
        for (int k = 0; k < 5; k++) handed.add(100 * part + k);
        for (int id : handed) all.put(id, People.person(id, random));
        for (int k = 0; k < 6; k++) handed.add(any(all, random));
        people.add("day0", "add" + part, handed.stream().map(all::get).toList(), gone);
    }

    private static int any(Map<Integer, String> people, Random random) {
        return new ArrayList<>(people.keySet()).get(random.nextInt(people.size()));
    }

    /** How common each name is. */
    private static Map<String, Double> shares(Map<Integer, String> all) {
        Map<String, Double> shares = new HashMap<>();
        List<String> names = all.values().stream()
                .map(person -> person.split(",", -1)[1])
                .filter(n -> !n.isEmpty())
                .toList();
        names.forEach(name -> shares.merge(name, 1.0 / names.size(), Double::sum));
        return shares;
    }

    private Map<String, Double> weights(String run) {
        Map<String, Double> weights = new HashMap<>();
        people.table(run, "pairs").forEach(pair -> weights.put(ids(pair), pair.getDouble(5)));
        return weights;
    }

    private static String ids(Row pair) {
        return pair.getString(0) + " " + pair.getString(1);
    }
}
