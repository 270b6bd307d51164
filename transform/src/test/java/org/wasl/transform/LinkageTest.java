package org.wasl.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.transform.linkage.Linkage;
import org.wasl.transform.linkage.LinkageFolder;
import org.wasl.transform.linkage.Report;
import org.wasl.transform.linkage.Request;
import org.wasl.transform.linkage.evaluate.Evaluation;
import org.wasl.transform.linkage.explain.Explanation;
import org.wasl.transform.linkage.file.ModelFile;
import org.wasl.transform.linkage.model.Input;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.splink.SplinkSettings;

/** The generic linker as a whole. */
class LinkageTest {
    private static final String PEOPLE = """
            id: id
            block: [[name], [born]]
            comparisons:
              - {column: name, levels: [exact, jaro_winkler: 0.9]}
              - {column: born, levels: [exact, damerau_levenshtein: 1]}
              - {column: town, levels: [exact]}
            limits: {block: 200}
            """;

    private static final SparkSession SPARK = TestSpark.ofFew();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void weighsEachPairAsSplinkDoesWithTheSameParameters() throws Exception {
        LinkageModel model = SplinkSettings.read(resource("splink-fake_1000.json"));
        run(model, resource("fake_1000.csv"));
        Map<String, Double> expected = new HashMap<>();
        for (String line : Files.readAllLines(resource("splink-fake_1000-weights.csv"))) {
            String[] cells = line.split(",", -1);
            if (!cells[0].equals("id_l")) expected.put(pair(cells[0], cells[1]), Double.valueOf(cells[2]));
        }
        List<Row> pairs = pairs();
        assertEquals(expected.size(), pairs.size());
        for (Row pair : pairs) {
            double weight = Objects.requireNonNull(expected.get(pair(pair.getString(0), pair.getString(1))));
            assertEquals(weight, pair.<Double>getAs("weight"), 1e-9);
        }
    }

    @Test
    void findsDuplicatesWithoutLabelsAndExplainsThem() throws Exception {
        Path model = ModelFiles.write(folder, "m.yaml", """
                id: id
                block: [[fname_c1, lname_c1], [by, bm], [by, bd], [bm, bd]]
                comparisons:
                  - {column: fname_c1, levels: [exact, jaro_winkler: 0.85], term_frequency: true}
                  - {column: lname_c1, levels: [exact, jaro_winkler: 0.85], term_frequency: true}
                  - {column: by, levels: [exact]}
                  - {column: bm, levels: [exact]}
                  - {column: bd, levels: [exact]}
                """);
        run(ModelFile.read(model), resource("rldata500.csv"));
        LinkageFolder results = results();
        Evaluation evaluation = results.evaluate(resource("rldata500-truth.csv").toString());
        assertEquals(50, evaluation.pairsTruth());
        assertTrue(evaluation.f1() >= 0.96, "F1 " + evaluation.f1());
        Path strange = Files.writeString(folder.resolve("truth.csv"), "id_l,id_r\n1,2\n1,nobody\n");
        TransformException unknown = assertThrows(TransformException.class, () -> results.evaluate(strange.toString()));
        assertTrue(
                unknown.toString().contains("records that this run does not have, such as nobody"), unknown.toString());
        Row first = pairs().stream()
                .filter(p -> p.<Double>getAs("probability") > 0.5)
                .findFirst()
                .orElseThrow();
        Explanation explanation = results.explain(first.getString(0), first.getString(1));
        assertEquals(first.<Double>getAs("weight"), explanation.weight(), 1e-9);
    }

    @Test
    void entitiesKeepTheirIdsWhenRecordsComeAndGo() throws Exception {
        LinkageModel model = SplinkSettings.read(resource("splink-fake_1000.json"));
        List<String> lines = Files.readAllLines(resource("fake_1000.csv"));
        Path early = Files.write(folder.resolve("people.csv"), lines.subList(0, 800));
        Path before = folder.resolve("before");
        new LinkageFolder(SPARK, before.toString()).link(model, Request.of(List.of(Input.of(early.toString()))));
        Files.write(
                early,
                java.util.stream.Stream.concat(
                                lines.stream().limit(1), lines.stream().skip(61))
                        .toList());
        new LinkageFolder(SPARK, out())
                .link(model, Request.of(List.of(Input.of(early.toString()))).after(before.toString()));
        Map<String, String> was = entities(before.toString());
        Map<String, String> is = entities(out());
        long same = was.keySet().stream()
                .filter(id -> Objects.equals(was.get(id), is.get(id)))
                .count();
        long still = was.keySet().stream().filter(is::containsKey).count();
        assertTrue(same >= 0.97 * still, same + " of " + still + " records kept their entity's id");
        List<String> changes =
                SPARK.read().parquet(out() + "/changes.parquet").select("change").distinct().collectAsList().stream()
                        .map(r -> r.getString(0))
                        .toList();
        assertTrue(changes.contains("gone"), "changes " + changes);
    }

    @Test
    void badInputsAreNamed() throws Exception {
        LinkageModel model = ModelFile.read(ModelFiles.write(folder, "m.yaml", PEOPLE));
        assertEquals("there is no pair of records to compare", onlyWarning(model, ""));
        assertEquals("there is no pair of records to compare", onlyWarning(model, "1,ann,1990-01-01,doha\n"));
        assertTrue(onlyWarning(model, same(20)).startsWith("every pair of records shows the same"));
        assertTrue(failure(model, "1,ann,1990-01-01,doha\n1,bob,1991-01-01,doha\n")
                .contains("the id 1 stands in 2 records"));
        assertTrue(failure(model, ",ann,1990-01-01,doha\n").contains("has no id in the column id"));
        String giant = failure(model, same(201));
        assertTrue(giant.contains("would compare 20,100 pairs; its largest block has 201 records (ann)"), giant);
        String missing = assertThrows(
                        TransformException.class,
                        () -> link(
                                model, Files.writeString(folder.resolve("p.csv"), "id,name,born\n1,ann,1990-01-01\n")))
                .toString();
        assertTrue(missing.contains("reads the column `town`, which the input does not have"), missing);
    }

    private String onlyWarning(LinkageModel model, String rows) throws IOException {
        List<String> warnings = new Linkage(
                        SPARK, model, List.of(Input.of(people(rows).toString())))
                .run()
                .parameters()
                .warnings();
        assertEquals(1, warnings.size(), warnings.toString());
        return warnings.get(0);
    }

    private String failure(LinkageModel model, String rows) throws IOException {
        Path people = people(rows);
        return assertThrows(TransformException.class, () -> link(model, people)).toString();
    }

    private Path people(String rows) throws IOException {
        return Files.writeString(folder.resolve("people-" + rows.length() + ".csv"), "id,name,born,town\n" + rows);
    }

    private static String same(int records) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < records; i++) rows.append(i).append(",ann,1990-01-01,doha\n");
        return rows.toString();
    }

    private Report link(LinkageModel model, Path input) {
        return results().link(model, Request.of(List.of(Input.of(input.toString()))));
    }

    private void run(LinkageModel model, Path input) {
        link(model, input);
    }

    private List<Row> pairs() {
        return SPARK.read().parquet(out() + "/pairs.parquet").collectAsList();
    }

    private static Map<String, String> entities(String results) {
        Map<String, String> entities = new HashMap<>();
        SPARK.read()
                .parquet(results + "/clusters.parquet")
                .select("id", "entity_id")
                .collectAsList()
                .forEach(row -> entities.put(row.getString(0), row.getString(1)));
        return entities;
    }

    private LinkageFolder results() {
        return new LinkageFolder(SPARK, out());
    }

    private String out() {
        return folder.resolve("out").toString();
    }

    private static String pair(String a, String b) {
        return a.compareTo(b) < 0 ? a + " " + b : b + " " + a;
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(LinkageTest.class.getResource("/linkage/" + name))
                .toURI());
    }

    private static final class ModelFiles {
        static Path write(Path folder, String name, String text) throws IOException {
            return Files.writeString(folder.resolve(name), text);
        }
    }
}
