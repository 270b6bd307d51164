package org.wasl.transform.linkage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.TransformException;
import org.wasl.transform.write.CanonicalFooter;

/** Where a run's results go: a directory on any file system that Hadoop knows. */
final class Folder {
    private final SparkSession spark;
    private final Path directory;
    private final FileSystem files;

    Folder(SparkSession spark, String directory) {
        this.spark = spark;
        this.directory = new Path(directory);
        try {
            files = this.directory.getFileSystem(spark.sparkContext().hadoopConfiguration());
            // No checksum files beside what people open.
            files.setWriteChecksum(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes rows as one file, in the given order. */
    void parquet(String name, Dataset<Row> rows, String... order) {
        write(
                name,
                rows.repartition(1)
                        .sortWithinPartitions(order[0], java.util.Arrays.copyOfRange(order, 1, order.length)));
    }

    /** Writes rows in memory as one file, ordered by these columns. */
    void parquet(String name, List<Row> rows, StructType schema, int... order) {
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort((a, b) -> compare(a, b, order));
        parquet(name, sorted.iterator(), schema);
    }

    private static int compare(Row a, Row b, int[] columns) {
        int order = 0;
        for (int i = 0; i < columns.length && order == 0; i++) {
            order = String.valueOf(a.get(columns[i])).compareTo(String.valueOf(b.get(columns[i])));
        }
        return order;
    }

    /** Writes rows as one file, as they come. */
    void parquet(String name, Iterator<Row> rows, StructType schema) {
        Path part = new Path(directory, "." + name + ".part");
        Path target = new Path(directory, name);
        try {
            files.mkdirs(directory);
            try (RowFile file = new RowFile(part, spark.sparkContext().hadoopConfiguration(), schema)) {
                while (rows.hasNext()) file.write(rows.next());
            }
            place(part, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes a file of which another folder has the one before: groups of rows without a change are taken as they are
     * stored, the other rows follow, ordered by these columns.
     *
     * @param changed places of the rows before that are another or gone
     * @param at the row that stands in such a place now; null where it is gone
     * @param added further rows
     */
    void parquetAfter(
            String name,
            Folder earlier,
            BitSet changed,
            IntFunction<@Nullable Row> at,
            List<Row> added,
            StructType schema,
            int... order) {
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        Path rest = new Path(directory, "." + name + ".rest");
        Path part = new Path(directory, "." + name + ".part");
        Path target = new Path(directory, name);
        try {
            RowGroups groups = RowGroups.of(new Path(earlier.directory, name), configuration, schema, changed);
            List<Row> rows = new ArrayList<>(added);
            groups.others().stream().mapToObj(at).filter(Objects::nonNull).forEach(rows::add);
            parquet(rest.getName(), rows, schema, order);
            groups.write(part, rest, configuration, schema);
            files.delete(rest, true);
            place(part, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, Dataset<Row> onePartition) {
        Path parts = new Path(directory, "." + name + ".parts");
        Path target = new Path(directory, name);
        try {
            files.mkdirs(directory);
            onePartition.write().mode(SaveMode.Overwrite).parquet(parts.toString());
            for (FileStatus part : files.listStatus(parts)) {
                if (part.getPath().getName().endsWith(".parquet")) place(part.getPath(), target);
            }
            files.delete(parts, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a Parquet file in its place, the same bytes for the same rows in any process. */
    private void place(Path part, Path target) throws IOException {
        Path canonical = new Path(directory, "." + target.getName() + ".canonical");
        CanonicalFooter.move(files, part, canonical);
        files.delete(target, true);
        files.rename(canonical, target);
    }

    void json(String name, Object document) {
        Path part = new Path(directory, "." + name + ".part");
        Path target = new Path(directory, name);
        try {
            try (OutputStream out = files.create(part, true)) {
                ModelDocument.JSON.writeValue(out, document);
            }
            files.delete(target, true);
            files.rename(part, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The directory, which must be one of this machine. */
    java.nio.file.Path local() {
        if (!(files instanceof LocalFileSystem local)) {
            throw new TransformException(directory + " is not on this machine, as the index of records must be");
        }
        return local.pathToFile(directory).toPath();
    }

    <T> T json(String name, Class<T> type) {
        Path file = new Path(directory, name);
        try (InputStream in = files.open(file)) {
            return ModelDocument.JSON.readValue(in, type);
        } catch (IOException e) {
            throw new TransformException(
                    directory + " holds no results of `wasl link run`: " + name + " cannot be read", e);
        }
    }

    boolean has(String name) {
        try {
            return files.exists(new Path(directory, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of an earlier run in the same place nothing must stay that this one does not write. */
    void delete(String name) {
        try {
            files.delete(new Path(directory, name), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of a file that this process can hold. */
    StoredRows rows(String name) {
        try {
            return StoredRows.read(
                    new Path(directory, name), spark.sparkContext().hadoopConfiguration());
        } catch (IOException e) {
            throw new TransformException(
                    directory + " holds no results of `wasl link run`: " + name + " cannot be read", e);
        }
    }

    Dataset<Row> parquet(String name) {
        return spark.read().parquet(new Path(directory, name).toString());
    }
}
