package org.wasl.transform.linkage;

import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** One Parquet file of rows of texts, numbers and truth values: what Spark would write, without its plan and its job. */
final class RowFile implements AutoCloseable {
    private final MessageType schema;
    private final ParquetWriter<Group> writer;

    RowFile(Path file, Configuration configuration, StructType columns) throws IOException {
        schema = new MessageType(
                "rows", Arrays.stream(columns.fields()).map(RowFile::type).toList());
        writer = ExampleParquetWriter.builder(HadoopOutputFile.fromPath(file, configuration))
                .withConf(configuration)
                .withType(schema)
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .build();
    }

    private static Type type(StructField field) {
        return switch (field.dataType().typeName()) {
            case "string" ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(field.name());
            case "long" -> Types.optional(PrimitiveTypeName.INT64).named(field.name());
            case "double" -> Types.optional(PrimitiveTypeName.DOUBLE).named(field.name());
            case "boolean" -> Types.optional(PrimitiveTypeName.BOOLEAN).named(field.name());
            default -> throw new IllegalArgumentException("a column of " + field.dataType());
        };
    }

    void write(Row row) throws IOException {
        Group group = new SimpleGroup(schema);
        for (int i = 0; i < row.size(); i++) {
            Object value = row.get(i);
            if (value instanceof String text) group.add(i, text);
            else if (value instanceof Long number) group.add(i, number);
            else if (value instanceof Double number) group.add(i, number);
            else if (value instanceof Boolean truth) group.add(i, truth);
        }
        writer.write(group);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
