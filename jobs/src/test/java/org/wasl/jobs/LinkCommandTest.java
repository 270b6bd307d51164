package org.wasl.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Records, models and labels from which nothing can be linked: one sentence that says why, or the right answer. And what a
 * person fills into the workbook of a review holds.
 */
class LinkCommandTest {
    private static final String MODEL = """
            id: id
            block: [[name], [born]]
            comparisons:
              - {column: name, levels: [exact, jaro_winkler: 0.9]}
              - {column: born, levels: [exact]}
              - {column: town, levels: [exact]}
            limits: {block: 50}
            """;
    private static final String HEADING = "id,name,born,town\n";
    /** Two pairs that match, and two records of nobody else. */
    private static final String PEOPLE = """
            1,ann meier,1990,doha
            2,ann meier,1990,doha
            3,bob smith,1980,wakra
            4,bob smith,1980,khor
            5,carl jones,1970,doha
            6,dina haddad,1960,khor
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    /** One session for all, which the commands then find running. */
    @BeforeAll
    static void startSpark() {
        SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.adaptive.enabled", "false")
                .config("spark.sql.shuffle.partitions", "1")
                .config("spark.sql.ansi.enabled", "true")
                .config("spark.sql.codegen.wholeStage", "false")
                .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
                .getOrCreate();
    }

    @AfterAll
    static void stopSpark() {
        SparkSession.getDefaultSession().get().stop();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "column: town | column: twon | the model reads the column `twon`, which the input does not have; it has id, name, born, town",
                "[born]]      | [birth]]     | the model reads the column `birth`, which the input does not have; it has id, name, born, town",
                "id: id       | id: key      | PEOPLE has no column 'key', which the model names as `id:`; its columns are id, name, born, town"
            })
    void aModelThatDoesNotFitIsRefused(String instead, String of, String sentence) throws IOException {
        Command link = link(MODEL.replace(instead, of), HEADING + PEOPLE);
        refused(link, sentence);
    }

    @Test
    void oneGiantBlockIsRefusedWithAdvice() throws IOException {
        refused(
                link(MODEL, HEADING + alike(51)),
                "the rule `l.name = r.name` would compare 1,275 pairs; its largest block has 51 records (ann meier);"
                        + " the rule `l.born = r.born` would compare 1,275 pairs; its largest block has 51 records (1990):"
                        + " add a column to the rule, set the value to missing where it says nothing, or raise `limits:`");
    }

    @Test
    void idsThatNameSeveralRecordsOrNoneAreRefused() throws IOException {
        refused(
                link(MODEL, HEADING + PEOPLE + "3,eva moss,1950,doha\n"),
                "the id 3 stands in 2 records of one source; an id must name one record");
        refused(link(MODEL, HEADING + PEOPLE + ",eva moss,1950,doha\n"), "a record has no id in the column id");
    }

    @Test
    void aLabelOfNobodyIsNamedWithItsLine() throws IOException {
        Path labels = Files.writeString(directory.resolve("labels.csv"), "id_l,id_r,same\n1,2,yes\n1,77,no\n");
        refused(
                link(MODEL, HEADING + PEOPLE, "--labels", labels.toString()),
                "labels.csv line 3: the inputs have no record 77; ids are those of the column id");
    }

    @Test
    void aFileWithoutAHeadingIsNamed() throws IOException {
        refused(link(MODEL, ""), "PEOPLE is empty: it has not even a heading");
    }

    @Test
    void noRecordOrOneIsLinkedToNothing() throws IOException {
        answered(
                link(MODEL, HEADING), "0 records, 0 pairs compared, 0 links", "there is no pair of records to compare");
        answered(
                link(MODEL, HEADING + PEOPLE.lines().findFirst().orElseThrow() + "\n"),
                "1 records, 0 pairs compared, 0 links",
                "there is no pair of records to compare");
    }

    @Test
    void recordsThatAreAllTheSameTellNothing() throws IOException {
        answered(
                link(MODEL, HEADING + alike(20)),
                "20 records, 190 pairs compared, 0 links",
                "every pair of records shows the same in each comparison");
    }

    @Test
    void aColumnWithoutAValueSaysNothing() throws IOException {
        String people = PEOPLE.lines()
                .map(line -> line.replaceFirst("[^,]*$", "") + "\n")
                .collect(Collectors.joining());
        answered(
                link(MODEL, HEADING + people),
                "6 records, 2 pairs compared, 2 links at a probability of 0.5, 4 entities",
                "town: missing in all pairs, so it says nothing");
    }

    @Test
    void aRuleWithoutPairsIsNamedAndTheOthersLink() throws IOException {
        answered(
                link(MODEL.replace("[[name], [born]]", "[[name], [name, id]]"), HEADING + PEOPLE),
                "6 records, 2 pairs compared, 2 links at a probability of 0.5, 4 entities",
                "the training rule `l.name = r.name AND l.id = r.id` finds no pairs");
    }

    @Test
    void whatAPersonFillsIntoTheWorkbookOfAReviewHolds() throws Exception {
        answered(link(MODEL, HEADING + PEOPLE), "6 records, 2 pairs compared, 2 links", "");
        Path out = directory.resolve("out");
        Path book = directory.resolve("pairs.xlsx");
        Command review = Command.wasl("link", "review", out.toString(), "--out", book.toString());
        assertTrue(review.out().startsWith("2 pairs, the most telling first"), review.err());
        fill(book, Map.of("C2", "No", "D2", "mona", "E2", "2026-11-28", "F2", "two sisters"));
        answered(
                link(MODEL, HEADING + PEOPLE, "--decisions", book.toString()),
                "6 records, 2 pairs compared, 1 links at a probability of 0.5, 5 entities",
                "");
        Row decision = SparkSession.active()
                .read()
                .parquet(out.resolve("decisions.parquet").toString())
                .select("same", "who", "when", "why")
                .first();
        assertEquals("[false,mona,2026-11-28,two sisters]", decision.toString());
    }

    @Test
    void recordsAreAddedAndTheWholeIsWrittenWhenAskedFor() throws IOException {
        answered(link(MODEL, HEADING + PEOPLE, "--index"), "6 records, 2 pairs compared, 2 links", "");
        String run = directory.resolve("out").toString();
        String changes = directory.resolve("changes").toString();
        String some = Files.writeString(
                        directory.resolve("new.csv"), HEADING + "7,ann meier,1990,doha\n5,carl jones,1970,doha\n")
                .toString();
        String gone =
                Files.writeString(directory.resolve("gone.csv"), "id\n6\n").toString();

        Command add = Command.wasl("link", "add", run, "--input", some, "--gone", gone, "--out", changes);
        answered(
                add,
                "1 new records, 0 changed, 1 as they were, 1 gone; 2 pairs compared, 2 new or of another weight, 0 gone;"
                        + " 2 records of another entity, 0 entities merged, 0 split off",
                "");
        refused(
                Command.wasl("link", "review", run, "--out", changes + "/pairs.csv"),
                "since its files were written: write them anew by `wasl link results");
        answered(Command.wasl("link", "explain", run, "1", "7"), "people 1  and  people 7", "");
        answered(Command.wasl("link", "results", run), "6 records, 4 pairs, 4 links, 3 entities", "");
    }

    @Test
    void anAdditionToARunWithoutAnIndexIsRefused() throws IOException {
        answered(link(MODEL, HEADING + PEOPLE), "6 records, 2 pairs compared, 2 links", "");
        String people = directory.resolve("people.csv").toString();
        String run = directory.resolve("out").toString();
        refused(
                Command.wasl(
                        "link",
                        "add",
                        run,
                        "--input",
                        people,
                        "--out",
                        directory.resolve("c").toString()),
                "has no index of its records: run `wasl link run` with --index");
        refused(Command.wasl("link", "results", run), "has no index of its records: run `wasl link run` with --index");
    }

    /** Writes texts into cells of a workbook and saves it, as an office program does. */
    private static void fill(Path workbook, Map<String, String> cells) throws Exception {
        try (FileSystem book = FileSystems.newFileSystem(workbook)) {
            Path sheet = book.getPath("xl/worksheets/sheet1.xml");
            Document document;
            try (InputStream in = Files.newInputStream(sheet)) {
                document = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(in);
            }
            NodeList all = document.getElementsByTagName("c");
            for (int i = 0; i < all.getLength(); i++) {
                Element cell = (Element) all.item(i);
                String text = cells.get(cell.getAttribute("r"));
                if (text == null) continue;
                cell.setAttribute("t", "inlineStr");
                cell.appendChild(document.createElement("is"))
                        .appendChild(document.createElement("t"))
                        .setTextContent(text);
            }
            try (OutputStream saved = Files.newOutputStream(sheet)) {
                TransformerFactory.newInstance()
                        .newTransformer()
                        .transform(new DOMSource(document), new StreamResult(saved));
            }
        }
    }

    private static void refused(Command link, String sentence) {
        assertEquals(1, link.exitCode(), link.err());
        assertTrue(link.message().startsWith("wasl: "), link.err());
        assertTrue(link.message().replaceAll("/\\S*people\\.csv", "PEOPLE").contains(sentence), link.message());
        assertEquals(1, link.err().strip().lines().count(), link.err());
    }

    private static void answered(Command link, String answer, String note) {
        assertEquals(0, link.exitCode(), link.err());
        assertTrue(link.out().startsWith(answer), link.out());
        assertTrue(link.message().contains(note), link.err());
    }

    private static String alike(int records) {
        return IntStream.range(0, records)
                .mapToObj(i -> i + ",ann meier,1990,doha\n")
                .collect(Collectors.joining());
    }

    private Command link(String model, String people, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "link",
                "run",
                Files.writeString(directory.resolve("model.yaml"), model).toString(),
                "--input",
                Files.writeString(directory.resolve("people.csv"), people).toString(),
                "--out",
                directory.resolve("out").toString()));
        words.addAll(List.of(more));
        return Command.wasl(words.toArray(String[]::new));
    }
}
