package org.wasl.warehouse.survey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A user's file as a relation. */
public final class DataFile {
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
            return "read_csv(" + path + ", sample_size = -1, nullstr = ['', 'NA'],"
                    + " auto_type_candidates = ['BIGINT', 'DOUBLE', 'DATE', 'TIMESTAMP', 'VARCHAR'])";
        }
        throw new SurveyException("The file " + file + " is neither .csv nor .parquet.");
    }
}
