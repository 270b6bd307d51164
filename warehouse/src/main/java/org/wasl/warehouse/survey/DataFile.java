package org.wasl.warehouse.survey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A user's file as a relation. */
public final class DataFile {
    private static final String LINE = "CSV Error on Line:";

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
     * {@code NA} are missing.
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
            String types = texts.stream()
                    .distinct()
                    .map(column -> Quoted.text(column) + ": 'VARCHAR'")
                    .collect(Collectors.joining(", ", ", types = {", "}"));
            return "read_csv(" + path + ", header = true, sample_size = -1, nullstr = ['', 'NA'],"
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
        int line = first.indexOf(LINE);
        return line < 0 || lines.size() < 2
                ? first
                : "line " + first.substring(line + LINE.length()).strip() + ": "
                        + lines.get(1).strip();
    }
}
