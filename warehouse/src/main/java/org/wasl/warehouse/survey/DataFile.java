package org.wasl.warehouse.survey;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** A user's file as a relation. */
public final class DataFile {
    private static final Pattern DELIMITER = Pattern.compile("[,;\t|]");
    private static final Pattern LINE = Pattern.compile("CSV Error on Line: (\\d+)");
    /** With three digits behind it a comma may as well be of thousands. */
    private static final Pattern WITH_COMMA = Pattern.compile("\"?[-+]?\\d+,(\\d{1,2}|\\d{4,})\"?");

    private static final Pattern WITH_POINT = Pattern.compile("\"?[-+]?\\d+\\.\\d+\"?");
    /** That are looked at for how numbers are written. */
    private static final int LINES = 1000;
    /** Characters that the longest heading may have. */
    private static final int HEADING = 1 << 20;

    private DataFile() {}

    private static boolean isEmpty(Path file) {
        try {
            return Files.size(file) == 0;
        } catch (IOException e) {
            throw new SurveyException("The file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * What to write after {@code from} to read a CSV or Parquet file. Yes and No stay the words they are; empty and
     * {@code NA} are missing; commas are decimal where semicolons separate and no number has a point.
     *
     * @throws SurveyException when there is no such file, or it is of another kind
     */
    public static String relation(Path file) {
        return relation(file, List.of());
    }

    /**
     * The same, codes in some columns of a CSV file as they are written: 01.10 is another than 1.1.
     *
     * @param texts columns that the file has
     */
    public static String relation(Path file, Collection<String> texts) {
        if (!Files.isReadable(file)) {
            throw new SurveyException("The file " + file + " does not exist or cannot be read.");
        }
        if (isEmpty(file)) {
            throw new SurveyException("The file " + file + " is empty: it has not even a heading.");
        }
        String path = Quoted.text(file.toString());
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".parquet")) {
            return "read_parquet(" + path + ")";
        }
        if (name.endsWith(".csv") || name.endsWith(".csv.gz") || name.endsWith(".tsv")) {
            // Types are given by name, so there must be names; else DuckDB may tell that the first line has none.
            String types = texts.stream()
                    .distinct()
                    .map(column -> Quoted.text(column) + ": 'VARCHAR'")
                    .collect(Collectors.joining(", ", ", header = true, types = {", "}"));
            return "read_csv(" + path + ", sample_size = -1, nullstr = ['', 'NA'],"
                    + (isUtf16(file)
                            ? " encoding = 'utf-16',"
                            : hasDecimalCommas(file) ? " decimal_separator = ','," : "")
                    + " auto_type_candidates = ['BIGINT', 'DOUBLE', 'DATE', 'TIMESTAMP', 'VARCHAR']"
                    + (texts.isEmpty() ? "" : types) + ")";
        }
        throw new SurveyException("The file " + file + " is neither .csv nor .parquet.");
    }

    /** What the database found wrong with a file, its line first where it is one. */
    public static String fault(SQLException e) {
        List<String> lines = String.valueOf(e.getMessage())
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("Original Line"))
                .toList();
        String first = lines.isEmpty() ? "" : lines.get(0);
        Matcher line = LINE.matcher(first);
        return line.find() && lines.size() > 1
                ? "line " + line.group(1) + ": " + lines.get(1).strip()
                : first;
    }

    /** By its mark; as Windows writes it, the only order of bytes that DuckDB reads. */
    private static boolean isUtf16(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == 0xFF && in.read() == 0xFE;
        } catch (IOException e) {
            throw new SurveyException("The file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Whether its first lines have fields between semicolons that are numbers with commas, and none with points. */
    private static boolean hasDecimalCommas(Path file) {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".gz")) {
            return false;
        }
        try (BufferedReader text =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.ISO_8859_1))) {
            boolean commas = false;
            String line = text.readLine();
            for (int i = 0; line != null && line.contains(";") && i < LINES; i++) {
                for (String field : line.split(";", -1)) {
                    if (WITH_POINT.matcher(field).matches()) {
                        return false;
                    }
                    commas |= WITH_COMMA.matcher(field).matches();
                }
                line = text.readLine();
            }
            return commas;
        } catch (IOException e) {
            throw new SurveyException("The file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a CSV or Parquet file once and for all into a table.
     *
     * @throws SurveyException in a sentence that names the line, where the file is none of these
     */
    public static void load(Connection connection, Path file, String table) {
        String relation = relation(file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table " + table + " as from " + relation);
            try (ResultSet column = statement.executeQuery("describe " + table)) {
                // What DuckDB calls columns, or one column, of a file that it could not cut into any.
                if (column.next()
                        && (column.getString(1).equals("column0")
                                || DELIMITER.matcher(column.getString(1)).find())) {
                    refuseRagged(file);
                }
            }
        } catch (SQLException failed) {
            throw unreadable(file, failed);
        }
    }

    private static SurveyException unreadable(Path file, SQLException failed) {
        String said = String.valueOf(failed.getMessage());
        Matcher line = LINE.matcher(said);
        String place = line.find() ? " (line " + line.group(1) + ")" : "";
        if (said.contains("not utf-8")) {
            return new SurveyException(
                    "The file " + file + " is not in UTF-8" + place + ": save it as CSV UTF-8, and try again.", failed);
        }
        if (!place.isEmpty() || said.contains("sniffing")) {
            refuseRagged(file);
        }
        return new SurveyException(
                "The file " + file + " cannot be read" + place + ": " + DataTable.said(said), failed);
    }

    /** Names the first line with more or fewer fields than the heading, if there is one. */
    private static void refuseRagged(Path file) {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".gz")) {
            return;
        }
        try (BufferedReader text = Files.newBufferedReader(file)) {
            text.mark(HEADING);
            String heading = text.readLine();
            text.reset();
            Matcher delimiter = DELIMITER.matcher(heading);
            if (!delimiter.find()) {
                return;
            }
            CSVFormat format =
                    CSVFormat.DEFAULT.builder().setDelimiter(delimiter.group()).get();
            int fields = 0;
            for (CSVRecord row : format.parse(text)) {
                fields = row.getRecordNumber() == 1 ? row.size() : fields;
                if (row.size() != fields) {
                    throw new SurveyException("The file " + file + " has " + row.size() + " fields in row "
                            + (row.getRecordNumber() - 1) + " and " + fields
                            + " in its heading: does a value hold the delimiter '" + delimiter.group()
                            + "' and no quotation marks?");
                }
            }
        } catch (IOException | UncheckedIOException | IllegalStateException noCsv) {
            // Then it is said what the data base says.
            return;
        }
    }
}
