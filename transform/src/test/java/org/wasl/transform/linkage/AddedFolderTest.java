package org.wasl.transform.linkage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.StringDataType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.file.ModelFile;
import org.wasl.transform.linkage.index.Index;
import org.wasl.transform.linkage.model.Input;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.model.LinkageModel.Clustering;
import org.wasl.transform.linkage.model.LinkageModel.Constraint;
import org.wasl.transform.linkage.review.Decision;

/** What an addition writes, what it refuses, and what a broken one leaves. */
class AddedFolderTest {
    private static final List<String> DAY0 =
            List.of("1,anna,1960,doha,1", "2,omar,1985,wakra,9", "3,bob,1970,rayyan,5", "4,umar,1985,wakra,9");
    private static final List<String> CHANGES = List.of("clusters", "pairs", "pairs-gone", "changes");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private People people = new People(Path.of("."));

    @BeforeEach
    void linkDay0() throws IOException {
        people = new People(folder);
        people.results("run").link(model(50_000), people.request("day0", DAY0).withIndex());
    }

    private LinkageModel model(int block) throws IOException {
        return people.model(false, Constraint.NONE, Clustering.CONNECTED, block);
    }

    @Test
    void entitiesLastMergeAndSplit() throws IOException {
        Map<String, String> before = people.entities("run");
        assertEquals(before.get("2"), before.get("4"));

        // 5 is like 1; 4 is no longer like 2; 3 goes.
        Added added = people.add(
                "run", "add", List.of("5,anna,1960,doha,1", "4,zeno,1901,khor,7", "2,omar,1985,wakra,9"), List.of("3"));

        assertEquals(
                List.of(1L, 1L, 1L, 1L, 4L),
                List.of(added.fresh(), added.changed(), added.same(), added.gone(), added.records()));
        String split = people.entities("add").get("4");
        assertEquals(Map.of("3", "null", "4", split, "5", before.get("1")), people.entities("add"));
        assertEquals(
                Map.of(
                        split + " split " + before.get("2"),
                        split + " split " + before.get("2"),
                        before.get("3") + " gone null",
                        before.get("3") + " gone null"),
                people.rows("add", "changes"));
        assertEquals(1, people.table("add", "pairs").size());
        assertEquals(List.of("2", "4"), ids("add", "pairs-gone"));

        // A record like 2 and like 4 joins them again: 2's entity, which is as large and comes first, or 4's.
        people.add("run", "back", List.of("4,umar,1985,wakra,9"), List.of());
        assertEquals(1, people.rows("back", "changes").size());
        assertTrue(people.rows("back", "changes").keySet().iterator().next().contains("merged"));
    }

    private List<String> ids(String run, String file) {
        return people.table(run, file).stream()
                .flatMap(pair -> java.util.stream.Stream.of(pair.getString(0), pair.getString(1)))
                .toList();
    }

    @Test
    void theSameAdditionAgainChangesNothing() throws IOException {
        List<String> some = List.of("5,anna,1960,doha,1", "4,zeno,1901,khor,7");
        Added once = people.add("run", "add", some, List.of("3"));
        Map<String, byte[]> written = bytes("add");
        Added again = people.add("run", "add", some, List.of("3"));
        assertEquals(once, again);
        assertSame(written, bytes("add"));

        Added elsewhere = people.add("run", "other", some, List.of("3"));
        assertEquals(
                List.of(0L, 0L, 2L, 0L, once.generation()),
                List.of(
                        elsewhere.fresh(),
                        elsewhere.changed(),
                        elsewhere.same(),
                        elsewhere.gone(),
                        elsewhere.generation()));
        for (String file : CHANGES) assertEquals(0, people.table("other", file).size(), file);
    }

    @Test
    void anAdditionThatWasKilledBeforeTheIndexChangedIsDoneAgain() throws IOException {
        Path index = folder.resolve("run").resolve(Index.NAME);
        byte[] before = Files.readAllBytes(index);
        List<String> some = List.of("5,anna,1960,doha,1", "4,zeno,1901,khor,7");
        people.add("run", "add", some, List.of("3"));
        Map<String, byte[]> written = bytes("add");
        people.results("run").results();
        Map<String, String> clusters = people.rows("run", "clusters");

        people.results("run").link(model(50_000), people.request("day0", DAY0));
        Files.write(index, before);
        people.add("run", "add", some, List.of("3"));
        assertSame(written, bytes("add"));
        people.results("run").results();
        assertEquals(clusters, people.rows("run", "clusters"));
    }

    private Map<String, byte[]> bytes(String run) throws IOException {
        Map<String, byte[]> bytes = new java.util.TreeMap<>();
        for (String file : CHANGES) {
            bytes.put(file, Files.readAllBytes(folder.resolve(run).resolve(file + ".parquet")));
        }
        return bytes;
    }

    private static void assertSame(Map<String, byte[]> expected, Map<String, byte[]> actual) {
        expected.forEach((file, bytes) -> assertTrue(Arrays.equals(bytes, actual.get(file)), file));
    }

    @Test
    void whatPeopleDecidedHoldsForRecordsThatComeLater() throws IOException {
        List<Decision> decisions = List.of(new Decision("1", "9", true, "mona"), new Decision("2", "8", false, "mona"));
        people.results("run")
                .link(
                        model(50_000),
                        people.request("day0", DAY0).with(decisions).withIndex());
        Map<String, String> before = people.entities("run");

        people.add("run", "add", List.of("9,zeno,1901,khor,7", "8,omar,1985,wakra,9"), List.of());
        assertEquals(before.get("1"), people.entities("add").get("9"));
        assertTrue(people.rows("add", "pairs").values().stream().anyMatch(pair -> pair.contains(" decided mona ")));
        people.results("run").results();
        // 8 is like 2 and like 4, and must not be with 2.
        Map<String, String> now = people.entities("run");
        assertNotEquals(now.get("8"), now.get("2"));
    }

    @Test
    void recordsOfOneOfSeveralSourcesAreAddedWithTheColumnsThatItHas() throws IOException {
        LinkageModel model = ModelFile.read(Files.writeString(folder.resolve("shops.yaml"), """
                id: id
                columns: {called: {sql: "coalesce(name, title)", standardise: [words, lower]}}
                block: [[town]]
                comparisons:
                  - {column: called, levels: [{tfidf_cosine: 0.5, m: 0.9, u: 0.01}], different: {m: 0.1, u: 0.99}}
                estimate: {prior: 0.1}
                constraint: one_to_one
                """));
        Input shops =
                Input.of(people.file("shops", "id,name,town", List.of("s1,Gulf Star,doha", "s2,Pearl Gate,doha")));
        Input sites = Input.of(people.file("sites", "id,title,town", List.of("p1,gate,doha")));
        people.results("shops-run")
                .link(model, Request.of(List.of(shops, sites)).withIndex());

        Input later = new Input("sites", people.file("later", "id,title,town", List.of("p2,gulf star,doha")));
        Added added = people.results("shops-run").add(new AddRequest(List.of(later), List.of(), people.path("add")));
        assertEquals(1, added.pairs());
        assertEquals(List.of("s1", "p2"), ids("add", "pairs"));
        people.results("shops-run").results();
        Map<String, String> now = people.entities("shops-run");
        assertEquals(now.get("s1"), now.get("p2"));
        assertEquals(now.get("s2"), now.get("p1"));

        Input unknown = Input.of(people.file("new", "id,title,town", List.of("p3,gate,doha")));
        refused(
                "the run is about shops and sites, not new: say with --input NAME=FILE of which the records are",
                () -> people.results("shops-run").add(new AddRequest(List.of(unknown), List.of(), people.path("add"))));
        Input lacking = new Input("sites", people.file("lacking", "id,town", List.of("p3,doha")));
        refused(
                "reads the column `title`, which the input does not have",
                () -> people.results("shops-run").add(new AddRequest(List.of(lacking), List.of(), people.path("add"))));
    }

    @Test
    void onlyTheOwnerMayReadTheIndex() throws IOException {
        Path index = folder.resolve("run").resolve(Index.NAME);
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(index)));
        people.add("run", "add", List.of("5,anna,1960,doha,1"), List.of());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(index)));
    }

    @Test
    void filesFromBeforeAnAdditionAreNotTakenForTheWhole() throws IOException {
        people.add("run", "add", List.of("5,anna,1960,doha,1"), List.of());
        String sentence = "since its files were written: write them anew by `wasl link results";
        LinkageFolder run = people.results("run");
        String truth = people.file("truth", "id_l,id_r", List.of("2,4"));
        refused(sentence, () -> run.evaluate(truth));
        refused(sentence, () -> run.review(10));
        assertEquals("people", run.explain("1", "5").left().source());
        refused(
                sentence,
                () -> people.results("next")
                        .link(model(50_000), people.request("day1", DAY0).after(people.path("run"))));
        run.results();
        assertEquals(1, run.evaluate(truth).recall());
    }

    @Test
    void whatCannotBeAddedIsNamed() throws IOException {
        add("the id 5 stands in 2 records of one source", "5,anna,1960,doha,1", "5,bob,1960,doha,1");
        add("a record has no id in the column id", ",anna,1960,doha,1");
        refused(
                "reads the column `born`, which the input does not have; it has id, name, town, house",
                () -> people.results("run")
                        .add(new AddRequest(
                                List.of(Input.of(people.file("short", "id,name,town,house", List.of("5,anna,doha,1")))),
                                List.of(),
                                people.path("add"))));
        refused(
                "the record 1 stands both in --input and in --gone",
                () -> people.add("run", "add", List.of("1,anna,1961,doha,1"), List.of("1")));
        refused("there is nothing to add: give --input FILE", () -> new AddRequest(List.of(), List.of(), "x"));
        refused("holds the results of a run", () -> people.add("run", "run", DAY0, List.of()));
        // None of these has changed anything.
        assertEquals(0, people.add("run", "add", DAY0, List.of()).changed());
    }

    @Test
    void aBlockThatHasGrownTooLargeIsNamed() throws IOException {
        people.results("run").link(model(2), people.request("day0", DAY0).withIndex());
        add(
                "the rule `l.born = r.born` brings 3 records together now (1985), more than `limits:` allow (block 2)",
                "5,anna,1985,doha,1");
        add(
                "the rule `arrays_overlap(l.places, r.places)` brings 3 records together now (wakra9)",
                "5,anna,1944,wakra,9");
    }

    @Test
    void anIndexThatIsHeldMissingOrAnotherIsNamed() throws IOException {
        Path run = folder.resolve("run");
        Path file = run.resolve(Index.NAME);
        try (Index held = Index.open(run)) {
            assertTrue(held.size() > 0);
            add(
                    "is in use by process " + ProcessHandle.current().pid() + ": wait until it has ended",
                    "5,anna,1985,doha,1");
        }
        byte[] whole = Files.readAllBytes(file);
        try (MVStore store = MVStore.open(file.toString())) {
            store.openMap(
                            "facts",
                            new MVMap.Builder<String, String>()
                                    .keyType(StringDataType.INSTANCE)
                                    .valueType(StringDataType.INSTANCE))
                    .put("format", "0");
        }
        add("index.mv was written by another version: run `wasl link run` with --index anew", "5,anna,1985,doha,1");

        // From its beginning, and behind its headers.
        for (int intact : List.of(0, 8192)) {
            byte[] garbled = whole.clone();
            Arrays.fill(garbled, intact, garbled.length, (byte) 7);
            Files.write(file, garbled);
            add("index.mv is damaged: run `wasl link run` with --index anew", "5,anna,1985,doha,1");
        }

        Files.delete(file);
        add("has no index of its records: run `wasl link run` with --index", "5,anna,1985,doha,1");

        LinkageModel other = people.model(true, Constraint.NONE, Clustering.CONNECTED, 50_000);
        people.results("run").link(other, people.request("day0", DAY0));
        Files.write(file, whole);
        add("is of another run than its model.json: run `wasl link run` with --index anew", "5,anna,1985,doha,1");
    }

    private void add(String sentence, String... some) {
        refused(sentence, () -> people.add("run", "add", List.of(some), List.of()));
    }

    private static void refused(String sentence, Executable what) {
        String message =
                String.valueOf(assertThrows(TransformException.class, what).getMessage());
        assertTrue(message.contains(sentence), message);
    }
}
