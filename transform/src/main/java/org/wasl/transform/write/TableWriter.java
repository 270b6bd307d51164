package org.wasl.transform.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.functions;
import org.wasl.transform.TransformResult.WrittenTable;
import org.wasl.transform.schema.Table;

/**
 * Writes a table so that the same rows are the same bytes: typed and ordered as declared, spread over a number of files
 * that follows from the landed rows alone, sorted by primary key in each, with one order of everything in the footer,
 * under names that follow from the partition.
 */
public final class TableWriter {
    private static final long ROWS_A_FILE = 2_000_000;
    private static final int PART_DIGITS_FROM = "part-".length();
    private static final int PART_DIGITS = 5;

    private final Configuration configuration;
    private final Path out;

    public TableWriter(Configuration configuration, java.nio.file.Path out) {
        this.configuration = configuration;
        this.out = new Path(out.toUri());
    }

    /** Files for a table that is expected to have about so many rows. */
    static int files(long expectedRows) {
        return (int) Math.max(1, (expectedRows + ROWS_A_FILE - 1) / ROWS_A_FILE);
    }

    /**
     * Writes one table.
     *
     * @param landedRows of its feed, from which the number of its files follows
     * @throws UncheckedIOException if its files cannot be written or moved to their places
     */
    public WrittenTable write(Table table, Dataset<Row> rows, long landedRows) {
        Column[] typed = table.columns().stream()
                .map(c -> functions.col(c.name()).cast(c.type().spark()).as(c.name()))
                .toArray(Column[]::new);
        Column[] key = table.primaryKey().stream().map(functions::col).toArray(Column[]::new);
        int files = files(landedRows * table.rowsEach());
        Dataset<Row> selected = rows.select(typed);
        Dataset<Row> placed = files == 1 ? selected.repartition(1) : selected.repartition(files, key[0]);
        Path directory = new Path(out, table.name());
        placed.sortWithinPartitions(key)
                .write()
                .mode(SaveMode.Overwrite)
                .option("compression", "zstd")
                .parquet(directory.toString());
        try {
            return settle(table.name(), directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** Writes a small document beside the tables; last of all, for it says that they are complete. */
    public void document(String name, byte[] bytes) throws IOException {
        FileSystem files = files();
        Path draft = new Path(out, "." + name);
        try (var stream = files.create(draft, true)) {
            stream.write(bytes);
        }
        Path target = new Path(out, name);
        files.delete(target, false);
        if (!files.rename(draft, target)) {
            throw new IOException(draft + " could not be renamed to " + target);
        }
    }

    /** part-00003-&lt;random&gt;.c000.zstd.parquet becomes part-00003.parquet; nothing else stays. */
    private WrittenTable settle(String table, Path directory) throws IOException {
        FileSystem files = files();
        FileStatus[] found = files.listStatus(directory);
        Arrays.sort(found, Comparator.comparing(f -> f.getPath().getName()));
        List<String> names = new ArrayList<>();
        long rows = 0;
        for (FileStatus file : found) {
            String written = file.getPath().getName();
            if (!written.startsWith("part-") || !written.endsWith(".parquet")) {
                files.delete(file.getPath(), true);
                continue;
            }
            // Spark writes the number in the digits of the machine's language.
            int part = Integer.parseInt(written.substring(PART_DIGITS_FROM, PART_DIGITS_FROM + PART_DIGITS));
            String name = String.format(Locale.ROOT, "part-%05d.parquet", part);
            Path target = new Path(directory, name);
            rows += CanonicalFooter.move(files, file.getPath(), target);
            names.add(name);
        }
        return new WrittenTable(table, rows, names);
    }

    /** Without Hadoop's checksum files beside each file: the release's manifest holds hashes of its own. */
    private FileSystem files() throws IOException {
        FileSystem files = out.getFileSystem(configuration);
        return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
    }
}
