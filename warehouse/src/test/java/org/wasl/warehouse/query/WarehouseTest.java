package org.wasl.warehouse.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.warehouse.release.TestTables;

/** A release opened for questions: it answers them in five formats, and can do nothing else. */
class WarehouseTest {
    private static Path directory;
    private static Warehouse warehouse;

    @BeforeAll
    static void open(@TempDir Path home) {
        directory = home.resolve("it's a release");
        warehouse = Warehouse.open(TestTables.release(
                directory,
                "INSERT INTO location BY NAME SELECT 'doha' AS municipality, 57 AS zone, 'Camp, \"A\"' AS label_en,"
                        + " 'سكن' AS label_ar UNION ALL SELECT 'al_khor', 74, NULL, NULL"));
    }

    @AfterAll
    static void close() {
        warehouse.close();
    }

    @Test
    void writesATableForTheEye() {
        assertEquals("""
                municipality  zone
                ────────────  ────
                al_khor         74
                doha            57
                """, text("SELECT municipality, zone FROM location ORDER BY 1", Format.TABLE));
    }

    @Test
    void writesCsvWithItsQuotes() {
        assertEquals(
                "label_en,label_ar,day\n\"Camp, \"\"A\"\"\",سكن,2020-02-03\n\"\",,2020-02-03\n",
                text("SELECT label_en, label_ar, DATE '2020-02-03' AS day FROM location ORDER BY zone", Format.CSV));
    }

    @Test
    void writesJsonWithTypesNestedValuesAndUtcTimes() {
        assertEquals(
                """
                [
                {"n":1,"x":1.5,"b":true,"none":null,"list":[1,2],"map":{"k":"v"},"at":"2020-01-01T00:00:00Z"}
                ]
                """,
                text(
                        "SELECT 1 AS n, 1.5::DOUBLE AS x, true AS b, NULL AS none, [1, 2] AS list, MAP {'k': 'v'} AS map,"
                                + " TIMESTAMPTZ '2020-01-01 03:00:00+03' AS at",
                        Format.JSON));
    }

    @Test
    void writesAWorkbookThatOpens() throws IOException {
        try (ReadableWorkbook book = new ReadableWorkbook(
                new ByteArrayInputStream(bytes("SELECT label_ar, zone FROM location ORDER BY zone", Format.XLSX)))) {
            var rows = book.getFirstSheet().read();
            assertEquals("label_ar", rows.get(0).getCellText(0));
            assertEquals("سكن", rows.get(1).getCellText(0));
            assertEquals(57, rows.get(1).getCellAsNumber(1).orElseThrow().intValue());
        }
    }

    @Test
    void writesParquet() {
        byte[] file = bytes("SELECT * FROM location;", Format.PARQUET);
        assertEquals("PAR1", new String(file, 0, 4, StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY (SELECT 1) TO '%s/location/evil.parquet'",
                "CREATE TABLE t AS SELECT 1",
                "DROP VIEW location",
                "SELECT 1; SELECT 2",
                "SELECT 1; DROP VIEW location",
                "SET memory_limit = '90GB'",
                "ATTACH '/tmp/other.duckdb' AS other",
                "INSTALL httpfs",
                "EXPLAIN ANALYZE COPY (SELECT 1) TO '%s/x.csv'",
                "PRAGMA enable_profiling",
                "CALL pragma_version()"
            })
    void refusesWhatIsNotOneSelect(String sql) throws IOException {
        String statement = sql.replace("%s", directory.toString().replace("'", "''"));
        assertThrows(QueryException.class, () -> bytes(statement, Format.CSV));
        try (Stream<Path> files = Files.list(directory.resolve("location"))) {
            assertEquals(1, files.count());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM read_csv('/etc/passwd')",
                "SELECT * FROM '/etc/passwd'",
                "SELECT * FROM glob('/etc/*')",
                "SELECT * FROM read_parquet('https://example.org/x.parquet')",
                "SELECT * FROM query('SELECT * FROM read_text(''/etc/passwd'')')"
            })
    void readsNothingOutsideTheRelease(String sql) {
        assertThrows(QueryException.class, () -> bytes(sql, Format.CSV));
    }

    @ParameterizedTest
    @ValueSource(strings = {"FROM location", "DESCRIBE location", "SUMMARIZE location", "SHOW TABLES", "VALUES (1)"})
    void allowsEveryWayToAsk(String sql) {
        assertTrue(bytes(sql, Format.CSV).length > 0);
    }

    @Test
    void saysWhatIsWrongWithAQuery() {
        assertTrue(String.valueOf(assertThrows(QueryException.class, () -> bytes("SELEC 1", Format.CSV))
                        .getMessage())
                .contains("syntax error at or near \"SELEC\""));
        assertTrue(String.valueOf(
                        assertThrows(QueryException.class, () -> bytes("SELECT zon FROM location", Format.CSV))
                                .getMessage())
                .contains("zone"));
    }

    @Test
    void everyTableIsAView() {
        Rows tables = warehouse.rows("SELECT count(*) AS n FROM duckdb_views() WHERE NOT internal");
        assertEquals(warehouse.release().schema().tables().size(), tables.number(0, "n"));
    }

    private static String text(String sql, Format format) {
        return new String(bytes(sql, format), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String sql, Format format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        warehouse.query(sql, format, out);
        return out.toByteArray();
    }
}
