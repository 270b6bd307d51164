package org.wasl.warehouse.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.warehouse.catalogue.Catalogue;
import org.wasl.warehouse.catalogue.Metric;
import org.wasl.warehouse.catalogue.MetricComputation;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.release.TestTables;

/** A wave of 80 workers, 20 of them women: half of all use the Internet, and 20 answers are too few to publish. */
class ExportFormatTest {
    private static final String SURVEY = """
            INSERT INTO survey_response BY NAME
            SELECT 'w' || i AS respondent_id, 1 AS wave, DATE '2018-03-05' AS interviewed_on, 'doha' AS municipality,
              CASE WHEN i < 40 THEN 'a' ELSE 'b' END AS stratum, CAST(i // 20 AS VARCHAR) AS psu, 10.0 AS weight,
              50.0 AS fpc_psu, CASE WHEN i % 4 = 3 THEN 'female' ELSE 'male' END AS sex, i % 2 AS internet_use
            FROM range(80) AS r (i);
            """;

    private static Publishable publishable;

    @BeforeAll
    static void compute(@TempDir Path directory) {
        var release = TestTables.release(directory, SURVEY);
        try (Warehouse warehouse = Warehouse.open(release)) {
            publishable = Publishable.of(warehouse, new MetricComputation(Catalogue.load(release.programme())));
        }
    }

    @Test
    void sdmxMarksWhatIsHeldBack(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("figures.csv");
        ExportFormat.SDMX_CSV.write(publishable, file);
        List<CSVRecord> uses = records(file).stream()
                .filter(r -> r.get("INDICATOR").equals("internet_use"))
                .toList();

        CSVRecord all = uses.get(0);
        assertEquals("dataflow", all.get("STRUCTURE"));
        assertEquals("_T", all.get("SEX"));
        assertEquals("2018-03", all.get("TIME_PERIOD"));
        assertEquals(0.5, Double.parseDouble(all.get("OBS_VALUE")), 1e-12);
        assertEquals("A", all.get("OBS_STATUS"));
        CSVRecord women = uses.stream()
                .filter(r -> r.get("SEX").equals("female"))
                .findFirst()
                .orElseThrow();
        assertEquals("", women.get("OBS_VALUE"));
        assertEquals("", women.get("SAMPLE_SIZE"));
        assertEquals("Q", women.get("OBS_STATUS"));
        assertEquals("C", women.get("CONF_STATUS"));
    }

    @Test
    void theDataPackageDescribesTheColumnsItHas(@TempDir Path directory) throws IOException {
        ExportFormat.DATAPACKAGE.write(publishable, directory);
        JsonNode root = new ObjectMapper()
                .readTree(directory.resolve("datapackage.json").toFile());

        for (JsonNode resource : root.path("resources")) {
            List<CSVRecord> rows =
                    records(directory.resolve(resource.path("path").asText()));
            List<String> fields = new ArrayList<>();
            resource.path("schema")
                    .path("fields")
                    .forEach(f -> fields.add(f.path("name").asText()));
            assertFalse(rows.isEmpty());
            assertEquals(fields, rows.get(0).getParser().getHeaderNames());
        }
        for (CSVRecord row : records(directory.resolve("figures.csv"))) {
            if (row.get("held_back").equals("true")) {
                assertEquals("", row.get("estimate"));
                assertTrue(row.get("flags").matches(".*(suppressed|withheld).*"), row::toString);
            }
        }
    }

    @Test
    void theWorkbookHasASheetAMetricWithNumbersAsNumbers(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("figures.xlsx");
        ExportFormat.XLSX.write(publishable, file);
        try (ReadableWorkbook book = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, false))) {
            List<String> sheets = book.getSheets().map(Sheet::getName).toList();
            assertEquals("Contents", sheets.get(0));
            assertEquals(
                    publishable.catalogue().metrics().stream().map(Metric::id).toList(),
                    sheets.subList(1, sheets.size()));

            List<Row> rows = book.findSheet("internet_use").orElseThrow().read();
            assertEquals("Internet use", rows.get(0).getCellText(0));
            assertTrue(rows.stream()
                    .anyMatch(r -> r.getCellText(1).startsWith("release r-0000000000000000, metric internet_use")));
            Row all = row(rows, "All");
            assertEquals(CellType.NUMBER, all.getCell(5).getType());
            assertEquals(0.5, all.getCellAsNumber(5).orElseThrow().doubleValue(), 1e-12);
            assertEquals("0.0%", all.getCell(5).getDataFormatString());
            Row women = row(rows, "Female");
            assertEquals("[c]", women.getCellText(5), "20 answers");
            assertTrue(women.getOptionalCell(6).isEmpty() || women.getCell(6).getType() == CellType.EMPTY);
            assertEquals("withheld:n", women.getCellText(12));
        }
    }

    @Test
    void theCodebookIsValidDdi(@TempDir Path directory) throws Exception {
        Path file = codebook(directory);

        Schema schema = SchemaFactory.newDefaultInstance()
                .newSchema(ExportFormatTest.class.getResource("ddi-codebook-2.5-part.xsd"));

        schema.newValidator().validate(new StreamSource(file.toFile()));
    }

    @Test
    void theCodebookTellsOfTheSampleAndOfEachVariableInBothLanguages(@TempDir Path directory) throws Exception {
        Document book = Jsoup.parse(codebook(directory).toFile(), "UTF-8", "", Parser.xmlParser());

        assertEquals("Better Connections: Worker surveys", text(book, "stdyDscr > citation > titlStmt > titl"));
        assertTrue(text(book, "sampProc").endsWith("Wave 1: 2 strata, 4 accommodations, 80 interviews."));
        assertEquals("80", text(book, "fileDscr[ID=F1] caseQnty"));
        assertEquals("weight", book.expectFirst("var[wgt=wgt]").attr("name"));
        Element sex = variable(book, "sex");
        assertEquals(List.of("Sex of respondent", "الجنس"), sex.select("> labl").eachText());
        assertEquals(List.of("male", "female"), sex.select("catValu").eachText());
        assertEquals(
                List.of("Male", "ذكر", "Female", "أنثى"),
                sex.select("catgry > labl").eachText());
        assertEquals(
                List.of("W1.internet_use", "W2.q12_internet", "W3.net.internet_use", "W4.NET1"),
                variable(book, "internet_use").select("> qstn").eachAttr("ID"));
        assertEquals(
                "Asked where internet_use is yes",
                variable(book, "internet_frequency").select("universe").text());
        assertEquals(
                List.of("loc_facility", "loc_room", "loc_work", "loc_public", "loc_mobile"),
                List.of(book.expectFirst("varGrp[name=internet_location]")
                        .attr("var")
                        .replace("F1.", "")
                        .split(" ")));
    }

    @Test
    void theCodebookHoldsPublishedSharesOnly(@TempDir Path directory) throws Exception {
        Document book = Jsoup.parse(codebook(directory).toFile(), "UTF-8", "", Parser.xmlParser());

        Element yes = variable(book, "internet_use").expectFirst("catgry:has(> catValu:containsOwn(1))");
        assertEquals("50.0", yes.select("catStat").text());
        assertEquals("W1_FROM W1_TO", yes.select("catStat").attr("sdatrefs"));
        assertEquals("", variable(book, "internet_frequency").select("catStat").text(), "nobody answered");
        assertEquals("", variable(book, "sex").select("catStat").text(), "no metric publishes it");
    }

    private static Path codebook(Path directory) {
        Path file = directory.resolve("codebook.xml");
        ExportFormat.DDI.write(publishable, file);
        return file;
    }

    private static String text(Document book, String selector) {
        return book.expectFirst(selector).text();
    }

    private static Element variable(Document book, String name) {
        return book.expectFirst("var[files=F1][name=" + name + "]");
    }

    private static Row row(List<Row> rows, String group) {
        return rows.stream()
                .filter(r -> r.getCellCount() > 11 && r.getCellText(2).equals(group))
                .findFirst()
                .orElseThrow();
    }

    private static List<CSVRecord> records(Path file) throws IOException {
        try (CSVParser parser = CSVParser.parse(
                Files.newBufferedReader(file),
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            return parser.getRecords();
        }
    }
}
