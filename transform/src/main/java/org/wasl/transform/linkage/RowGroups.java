package org.wasl.transform.linkage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.types.StructType;

/**
 * The groups of rows of a Parquet file that another one may take over as they are stored, since none of their rows has
 * changed. Those less than half full are not, so that a file that grows day by day does not fall into small ones.
 *
 * @param kept the groups
 * @param others places of the rows that are in none of them
 */
record RowGroups(Path file, List<BlockMetaData> kept, BitSet others) {
    /** Rows of a full group: few, so that most of a large file's groups stay where little changes. */
    static final int FULL = 10_000;

    /** The groups of a file.
     *
     * @param changed places of rows that are another or gone
     */
    static RowGroups of(Path file, Configuration configuration, StructType columns, BitSet changed) throws IOException {
        List<BlockMetaData> kept = new ArrayList<>();
        BitSet others = new BitSet();
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(file, configuration))) {
            MessageType schema = reader.getFileMetaData().getSchema();
            boolean same = schema.getFields().equals(RowFile.schema(columns).getFields());
            int from = 0;
            for (BlockMetaData group : reader.getRowGroups()) {
                int to = from + Math.toIntExact(group.getRowCount());
                int next = changed.nextSetBit(from);
                if (same && to - from >= FULL / 2 && (next < 0 || next >= to)) kept.add(group);
                else others.set(from, to);
                from = to;
            }
        }
        return new RowGroups(file, kept, others);
    }

    /** Writes the kept groups to a file, and after them the rows of another one. */
    void write(Path target, Path rest, Configuration configuration, StructType columns) throws IOException {
        InputFile from = HadoopInputFile.fromPath(file, configuration);
        try (SeekableInputStream stored = from.newStream();
                ParquetFileWriter writer = new ParquetFileWriter(
                        HadoopOutputFile.fromPath(target, configuration),
                        RowFile.schema(columns),
                        ParquetFileWriter.Mode.OVERWRITE,
                        ParquetWriter.DEFAULT_BLOCK_SIZE,
                        0,
                        null,
                        ParquetProperties.builder().build())) {
            writer.start();
            writer.appendRowGroups(stored, kept, false);
            writer.appendFile(HadoopInputFile.fromPath(rest, configuration));
            writer.end(Map.of());
        }
    }
}
