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
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.warehouse.catalogue.Catalogue;
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
            publishable = Publishable.of(warehouse, Catalogue.load(release.programme()));
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
