package org.wasl.transform.linkage;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** One Parquet file of rows of texts, numbers and truth values: what Spark would write, without its plan and its job. */
final class RowFile implements AutoCloseable {
    /** Columns whose values hardly come again: a dictionary of them would be begun in vain. */
    private static final List<String> DISTINCT = List.of("id", "id_l", "id_r", "entity_id", "content");

    private final ParquetWriter<Row> writer;

    RowFile(Path file, Configuration configuration, StructType columns) throws IOException {
        Builder builder = new Builder(HadoopOutputFile.fromPath(file, configuration), schema(columns))
                .withConf(configuration)
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .withRowGroupRowCountLimit(RowGroups.FULL)
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE);
        DISTINCT.forEach(column -> builder.withDictionaryEncoding(column, false));
        writer = builder.build();
    }

    static MessageType schema(StructType columns) {
        return new MessageType(
                "rows", Arrays.stream(columns.fields()).map(RowFile::type).toList());
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
        writer.write(row);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static final class Builder extends ParquetWriter.Builder<Row, Builder> {
        private final MessageType schema;

        Builder(OutputFile file, MessageType schema) {
            super(file);
            this.schema = schema;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // The only one that must be there.
        protected WriteSupport<Row> getWriteSupport(Configuration configuration) {
            return new Cells(schema);
        }
    }

    /** Hands over the cells of a row that are not missing. */
    private static final class Cells extends WriteSupport<Row> {
        private final MessageType schema;
        private final String[] names;
        private @Nullable RecordConsumer consumer;

        Cells(MessageType schema) {
            this.schema = schema;
            names = schema.getFields().stream().map(Type::getName).toArray(String[]::new);
        }

        @Override
        @SuppressWarnings("deprecation") // The only one that must be there.
        public WriteContext init(Configuration configuration) {
            return new WriteContext(schema, Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer into) {
            consumer = into;
        }

        @Override
        public void write(Row row) {
            RecordConsumer into = Objects.requireNonNull(consumer);
            into.startMessage();
            for (int i = 0; i < names.length; i++) {
                Object value = row.get(i);
                if (value == null) continue;
                into.startField(names[i], i);
                if (value instanceof String text) into.addBinary(Binary.fromString(text));
                else if (value instanceof Long number) into.addLong(number);
                else if (value instanceof Double number) into.addDouble(number);
                else into.addBoolean((Boolean) value);
                into.endField(names[i], i);
            }
            into.endMessage();
        }
    }
}
