package org.wasl.warehouse.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as people have them: what is read, and the sentence that says why another is not. */
class DataFileTest {
    private static final String TEXT = "psu,w,city\n1,2.5,الدوحة\n2,3.5,الوكرة\n";

    @TempDir
    private Path directory = Path.of("");

    @Test
    void utf16AsWindowsWritesIt() throws Exception {
        assertEquals("الدوحة", firstCity(file("\uFEFF" + TEXT, StandardCharsets.UTF_16LE)));
    }

    @Test
    void decimalCommasBetweenSemicolons() throws Exception {
        assertEquals(3.0, mean(file("psu;w;city\n1;2,5;الدوحة\n2;3,5;الوكرة\n", StandardCharsets.UTF_8)));
        assertEquals(3.0, mean(file("psu;w;city\n1;2.5;a,b\n2;3.5;1,2\n", StandardCharsets.UTF_8)));
    }

    @Test
    void anotherEncoding() throws Exception {
        Path file = file(TEXT, Charset.forName("windows-1256"));
        String message = refused(file);
        assertTrue(message.startsWith("The file " + file + " is not in UTF-8 (line "), message);
        assertTrue(message.endsWith("): save it as CSV UTF-8, and try again."), message);
    }

    @Test
    void aRowOfMoreFieldsThanTheHeading() throws Exception {
        Path file = file(TEXT + "3,4.5,Doha, Qatar\n", StandardCharsets.UTF_8);
        assertEquals(
                "The file " + file + " has 4 fields in row 3 and 3 in its heading: does a value hold the delimiter ','"
                        + " and no quotation marks?",
                refused(file));
    }

    private Path file(String text, Charset charset) throws IOException {
        return Files.writeString(directory.resolve("sample.csv"), text, charset);
    }

    private static String firstCity(Path file) throws SQLException {
        return asked(file, "select city from sample order by psu limit 1");
    }

    private static double mean(Path file) throws SQLException {
        return Double.parseDouble(asked(file, "select avg(w) from sample"));
    }

    private static String asked(Path file, String question) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            DataFile.load(connection, file, "sample");
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(question)) {
                assertTrue(row.next());
                return row.getString(1);
            }
        }
    }

    private static String refused(Path file) {
        return String.valueOf(
                assertThrows(SurveyException.class, () -> firstCity(file)).getMessage());
    }
}
