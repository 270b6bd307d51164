package org.wasl.transform.linkage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.transform.TestSpark;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.compare.PairSql;
import org.wasl.transform.linkage.compare.Slots;
import org.wasl.transform.linkage.file.ModelFile;
import org.wasl.transform.linkage.model.Input;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.review.Decision;

/** One task and many tasks find the same; words weigh by how rare they are; labels teach. */
class PathsTest {
    private static final String MODEL = """
            id: id
            columns: {name: [words, lower]}
            block: [[city], [phone]]
            comparisons:
              - {column: name, levels: [exact, tfidf_cosine: 0.8, tfidf_cosine: 0.4]}
              - {column: phone, levels: [exact]}
            """;
    private static final List<String> FIRST = List.of("gulf", "pearl", "desert", "falcon", "lusail", "wakra", "dukhan");
    private static final List<String> SECOND = List.of("star", "gate", "house", "line", "bridge", "tower");

    private static final SparkSession SPARK = TestSpark.ofFew();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void manyTasksFindWhatOneFindsAlsoByWords() throws IOException {
        Request request = shops();
        LinkageModel model = model();
        results("one").link(model, request);
        List<Row> one = pairs("one");
        assertTrue(one.stream().anyMatch(pair -> pair.<String>getAs("pattern").startsWith("2.")), one::toString);
        // That more pairs are kept than one task may hold is seen when they have been compared.
        Memory little = new Memory(1_000, 1e9, one.size() - 1.0);
        new LinkageFolder(SPARK, folder.resolve("many").toString(), little).link(model, request);
        assertEquals(one, pairs("many"));
    }

    @Test
    void lenCountsTheElementsOfAListAndTheCharactersOfAText() {
        Slots slots = new Slots();
        new PairSql(slots).test("len(l.word) = len(r.list)");
        Row lengths = Records.slots(
                        SPARK.sql("SELECT 0 AS wasl_source, 'x' AS wasl_id, 'four' AS word, array('a', 'b') AS list"),
                        slots,
                        false)
                .first();
        assertEquals(List.of("4", "2"), List.of(lengths.getString(2), lengths.getString(3)));
    }

    @Test
    void aListWithoutElementsIsMissingButToSplinkAValue() {
        Slots slots = new Slots();
        PairSql sql = new PairSql(slots);
        var missing = sql.test("l.list IS NULL OR r.list IS NULL");
        var disjoint = sql.test("array_length(list_intersect(l.list, r.list)) = 0");
        for (boolean toSplink : List.of(false, true)) {
            List<Row> records = Records.slots(
                            SPARK.sql("SELECT 0 AS wasl_source, id AS wasl_id, list FROM VALUES ('a', array('x')),"
                                    + " ('b', array()) AS t(id, list)"),
                            slots,
                            toSplink)
                    .orderBy("id")
                    .collectAsList();
            assertEquals(!toSplink, missing.holds(Explainer.terms(records.get(0)), Explainer.terms(records.get(1))));
            assertEquals(toSplink, disjoint.holds(Explainer.terms(records.get(0)), Explainer.terms(records.get(1))));
        }
    }

    @Test
    void labelsTeachWhatMatchesShow() throws IOException {
        LinkageModel model = model();
        double without = exactPhone(results("out").link(model, shops()));
        // Sixty matches, of which none has the same phone.
        List<Decision> labels = IntStream.range(0, 60)
                .mapToObj(i -> new Decision("a" + i, "b" + (i + 1), true, null))
                .toList();
        double taught = exactPhone(results("taught").link(model, shops().learningFrom(labels)));
        assertTrue(taught < without && taught < 0.2, taught + " after " + without);
    }

    @Test
    void recordsAreATableOfAReleaseOrWhatSqlMakesOfIt() throws IOException {
        Path tables = folder.resolve("r1");
        SPARK.read()
                .option("header", true)
                .csv(shops().inputs().get(0).path())
                .write()
                .parquet(tables.resolve("shop").toString());
        Input table = new Input("shops", "shop", "current", null).in("r1", tables.toString());
        Input query =
                new Input("shops", "", "current", "SELECT * FROM shop WHERE city <> 'c0'").in("r1", tables.toString());
        long all = results("table")
                .link(model(), Request.of(List.of(table)))
                .document()
                .records();
        long some = results("query")
                .link(model(), Request.of(List.of(query)))
                .document()
                .records();
        assertEquals(240, all);
        assertTrue(some > 0 && some < all, some + " of " + all);
    }

    @Test
    void theFirstOfSeveralColumnsThatAnInputHasNamesItsRecords() throws IOException {
        Path here = Files.writeString(folder.resolve("here.csv"), "id,name,phone,city\n1,gulf star,444,doha\n");
        Path there = Files.writeString(folder.resolve("there.csv"), "no,name,phone,city\n9,gulf star,444,doha\n");
        LinkageModel model = ModelFile.read(
                Files.writeString(folder.resolve("m.yaml"), MODEL.replaceFirst("id: id", "id: [id, no]")));
        Request request = Request.of(List.of(Input.of(here.toString()), Input.of(there.toString())));
        results("both").link(model, request);
        assertEquals(
                List.of("1", "9"),
                List.of(pairs("both").get(0).get(0), pairs("both").get(0).get(1)));
        Path nowhere = Files.writeString(folder.resolve("nowhere.csv"), "name,phone,city\ngulf star,444,doha\n");
        Request without = Request.of(List.of(Input.of(here.toString()), Input.of(nowhere.toString())));
        assertTrue(assertThrows(TransformException.class, () -> results("none").link(model, without))
                .toString()
                .endsWith("nowhere.csv has no column 'id' or 'no', which the model names as `id:`; its columns are"
                        + " name, phone, city"));
    }

    @Test
    void aLabelOfNobodyIsNamed() throws IOException {
        Decision label = new Decision(null, "a1", null, "zz", true, null, null, null, "labels.csv line 2");
        LinkageModel model = model();
        Request request = shops().learningFrom(List.of(label));
        assertEquals(
                "labels.csv line 2: the inputs have no record zz; ids are those of the column id",
                assertThrows(TransformException.class, () -> results("out").link(model, request))
                        .getMessage());
    }

    private static double exactPhone(Report report) {
        return Objects.requireNonNull(
                report.document().comparisons().get(1).levels().get(1).m());
    }

    private LinkageModel model() throws IOException {
        return ModelFile.read(Files.writeString(folder.resolve("m.yaml"), MODEL));
    }

    /** Shops, each in two entries. */
    private Request shops() throws IOException {
        Random random = new Random(5);
        List<String> lines = new ArrayList<>(List.of("id,name,phone,city"));
        for (int i = 0; i < 120; i++) {
            String first = FIRST.get(random.nextInt(FIRST.size()));
            String second = SECOND.get(random.nextInt(SECOND.size()));
            String rest = "," + (random.nextInt(900) + 100) + ",c" + random.nextInt(8);
            lines.add("a" + i + "," + first + " " + second + " trading" + rest);
            lines.add("b" + i + "," + second + " " + first + (random.nextBoolean() ? "" : " trading company") + rest);
        }
        Path file = Files.write(folder.resolve("shops.csv"), lines);
        return Request.of(List.of(Input.of(file.toString())));
    }

    private List<Row> pairs(String run) {
        return SPARK.read()
                .parquet(folder.resolve(run).resolve("pairs.parquet").toString())
                .orderBy("id_l", "id_r")
                .collectAsList();
    }

    private LinkageFolder results(String name) {
        return new LinkageFolder(SPARK, folder.resolve(name).toString());
    }
}
