package org.wasl.transform.linkage;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The tables of a release: each a directory of Parquet files, named for itself. */
record ReleaseTables(SparkSession spark, String directory) {

    /** Answers a query over the tables. */
    Dataset<Row> query(String sql) {
        try {
            Path home = new Path(directory);
            for (FileStatus table : home.getFileSystem(spark.sparkContext().hadoopConfiguration())
                    .listStatus(home, path -> !path.getName().startsWith("."))) {
                if (holdsParquet(table)) {
                    spark.read()
                            .parquet(table.getPath().toString())
                            .createOrReplaceTempView(table.getPath().getName());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return spark.sql(sql);
    }

    private boolean holdsParquet(FileStatus table) throws IOException {
        if (!table.isDirectory()) return false;
        FileStatus[] parts = table.getPath()
                .getFileSystem(spark.sparkContext().hadoopConfiguration())
                .listStatus(table.getPath(), path -> path.getName().endsWith(".parquet"));
        return parts.length > 0;
    }
}
