package org.wasl.transform.linkage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wasl.transform.TestSpark;
import org.wasl.transform.linkage.file.ModelFile;
import org.wasl.transform.linkage.model.Input;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.model.LinkageModel.Clustering;
import org.wasl.transform.linkage.model.LinkageModel.Constraint;

/** Records that are added to a run, in however many parts, are linked as a whole run with the same parameters links them. */
class AdditionTest {
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
                term_frequency: %s
              - {column: born, levels: [{exact: born, m: 0.9, u: 0.05}], different: {m: 0.1, u: 0.95}}
              - {column: house, levels: [{exact: house, m: 0.8, u: 0.2}], different: {m: 0.2, u: 0.8}}
            estimate: {prior: 0.02}
            thresholds: {keep: 0.000001}
            constraint: %s
            cluster: %s
            """;
    private static final List<String> NAMES = List.of("anna", "anne", "hanna", "omar", "umar", "bob", "rob", "");

    private static final SparkSession SPARK = TestSpark.ofFew();

    private Path folder = Path.of(".");

    @Property(
            tries = 12,
            generation = net.jqwik.api.GenerationMode.RANDOMIZED,
            shrinking = net.jqwik.api.ShrinkingMode.OFF)
    void equalsWholeRunsOneAfterTheOther(
            @ForAll long seed,
            @ForAll Constraint constraint,
            @ForAll Clustering cluster,
            @ForAll @IntRange(min = 1, max = 3) int parts)
            throws IOException {
        folder = Files.createTempDirectory("wasl-add");
        Random random = new Random(seed);
        LinkageModel model = model(false, constraint, cluster);
        Map<Integer, String> people = new LinkedHashMap<>();
        for (int i = 0; i < 60; i++) people.put(i, person(i, random));
        results("day0").link(model, request("day0", people.values()).withIndex());
        results("whole0").link(model, request("day0", people.values()));
        for (int part = 1; part <= parts; part++) {
            Set<Integer> handed = new TreeSet<>();
            List<String> gone = new ArrayList<>();
            for (int k = 0; k < 3; k++) {
                int id = any(people, random);
                people.remove(id);
                gone.add(Integer.toString(id));
            }
            for (int k = 0; k < 4; k++) handed.add(any(people, random));
            for (int k = 0; k < 5; k++) handed.add(100 * part + k);
            for (int id : handed) people.put(id, person(id, random));
            // Some that are as they were are handed over with them.
            for (int k = 0; k < 6; k++) handed.add(any(people, random));
            Path file = csv("add" + part, handed.stream().map(people::get).toList());
            Path without =
                    Files.writeString(folder.resolve("gone" + part + ".csv"), "id\n" + String.join("\n", gone) + "\n");
            results("day0")
                    .add(new AddRequest(
                            List.of(Input.of(file.toString())),
                            List.of(Input.of(without.toString())),
                            folder.resolve("changes" + part).toString()));
            results("day0").results();
            results("whole" + part)
                    .link(
                            model,
                            request("whole" + part, people.values())
                                    .after(folder.resolve("whole" + (part - 1)).toString()));
            assertEquals(rows("whole" + part, "pairs"), rows("day0", "pairs"));
            assertEquals(rows("whole" + part, "clusters"), rows("day0", "clusters"));
            assertEquals(rows("whole" + part, "changes"), rows("changes" + part, "changes"));
        }
    }

    @AfterTry
    void sweep() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    private static int any(Map<Integer, String> people, Random random) {
        return new ArrayList<>(people.keySet()).get(random.nextInt(people.size()));
    }

    private LinkageModel model(boolean byFrequency, Constraint constraint, Clustering cluster) throws IOException {
        return ModelFile.read(Files.writeString(
                folder.resolve("m.yaml"),
                MODEL.formatted(
                        byFrequency,
                        constraint.name().toLowerCase(java.util.Locale.ROOT),
                        cluster.name().toLowerCase(java.util.Locale.ROOT))));
    }

    private static String person(int id, Random random) {
        return id + "," + NAMES.get(random.nextInt(NAMES.size())) + "," + (1960 + random.nextInt(30)) + ",town"
                + random.nextInt(3) + "," + random.nextInt(40);
    }

    private LinkageFolder results(String run) {
        return new LinkageFolder(SPARK, folder.resolve(run).toString(), Memory.OF_A_TASK);
    }

    private Request request(String name, java.util.Collection<String> people) throws IOException {
        return Request.of(List.of(new Input("people", csv(name, people).toString())));
    }

    private Path csv(String name, java.util.Collection<String> people) throws IOException {
        return Files.writeString(
                folder.resolve(name + ".csv"), "id,name,born,town,house\n" + String.join("\n", people) + "\n");
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
