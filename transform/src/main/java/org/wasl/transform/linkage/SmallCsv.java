package org.wasl.transform.linkage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A CSV of few records on this machine, read at once: Spark would run a job for its heading and another for its rows.
 * Cells are what Spark makes of them: an empty one is missing, and so are the last ones of a short row.
 */
final class SmallCsv {
    private static final long MOST_BYTES = 2L << 20;
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setNullString("").get();

    private SmallCsv() {}

    /** Its rows, every cell as text; nothing where the file is not small or in any way odd, and Spark should read it. */
    static Optional<Dataset<Row>> read(SparkSession spark, String path) {
        Path file = Path.of(path);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) return Optional.empty();
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            try (CSVParser parser = CSVParser.parse(text, FORMAT)) {
                List<CSVRecord> records = parser.getRecords();
                return records.isEmpty() ? Optional.empty() : table(spark, records);
            }
        } catch (IOException | UncheckedIOException e) {
            // A stray quote, or no file that one may read: Spark has its own words for that.
            return Optional.empty();
        }
    }

    private static Optional<Dataset<Row>> table(SparkSession spark, List<CSVRecord> records) {
        StructType columns = new StructType();
        TreeSet<String> names = new TreeSet<>();
        for (String name : records.get(0)) {
            boolean odd = name == null
                    || name.isBlank()
                    || name.startsWith("\ufeff")
                    || !names.add(name.toLowerCase(Locale.ROOT));
            if (odd) return Optional.empty();
            columns = columns.add(name, DataTypes.StringType);
        }
        List<Row> rows = new ArrayList<>();
        for (CSVRecord record : records.subList(1, records.size())) {
            Object[] cells = new Object[columns.length()];
            for (int i = 0; i < Math.min(cells.length, record.size()); i++) cells[i] = record.get(i);
            rows.add(RowFactory.create(cells));
        }
        return Optional.of(spark.createDataFrame(rows, columns));
    }
}
