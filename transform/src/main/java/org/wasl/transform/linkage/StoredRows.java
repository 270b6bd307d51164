package org.wasl.transform.linkage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * One Parquet file of texts, numbers and truth values, read as {@link RowFile} writes it: at once, without Spark's plan
 * and its job.
 *
 * @param columns their names
 * @param rows in the order of the file
 */
record StoredRows(List<String> columns, List<Row> rows) {
    static StoredRows read(Path file, Configuration configuration) throws IOException {
        Support support = new Support();
        List<Row> rows = new ArrayList<>();
        try (ParquetReader<Row> reader =
                ParquetReader.builder(support, file).withConf(configuration).build()) {
            for (Row row = reader.read(); row != null; row = reader.read()) rows.add(row);
        }
        return new StoredRows(support.columns, rows);
    }

    private static final class Support extends ReadSupport<Row> {
        private List<String> columns = List.of();

        @Override
        public ReadContext init(InitContext context) {
            columns = context.getFileSchema().getFields().stream()
                    .map(Type::getName)
                    .toList();
            return new ReadContext(context.getFileSchema());
        }

        @Override
        @SuppressWarnings("deprecation") // The only one that must be there.
        public RecordMaterializer<Row> prepareForRead(
                Configuration configuration, Map<String, String> metadata, MessageType file, ReadContext context) {
            return new Rows(file);
        }
    }

    private static final class Rows extends RecordMaterializer<Row> {
        private final Converter[] converters;
        private @Nullable Object[] cells = {};

        Rows(MessageType schema) {
            converters = IntStream.range(0, schema.getFieldCount())
                    .mapToObj(i -> isText(schema.getType(i)) ? new Text(i) : new Cell(i))
                    .toArray(Converter[]::new);
        }

        private static boolean isText(Type type) {
            return type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
        }

        @Override
        public Row getCurrentRecord() {
            return RowFactory.create(cells);
        }

        @Override
        public GroupConverter getRootConverter() {
            return new GroupConverter() {
                @Override
                public Converter getConverter(int column) {
                    return converters[column];
                }

                @Override
                public void start() {
                    cells = new Object[converters.length];
                }

                @Override
                public void end() {}
            };
        }

        /** Takes the numbers and truth values of a column. */
        private final class Cell extends PrimitiveConverter {
            private final int column;

            Cell(int column) {
                this.column = column;
            }

            @Override
            public void addLong(long value) {
                cells[column] = value;
            }

            @Override
            public void addDouble(double value) {
                cells[column] = value;
            }

            @Override
            public void addBoolean(boolean value) {
                cells[column] = value;
            }
        }

        /** Takes the texts of a column; one of the file's dictionary is made once. */
        private final class Text extends PrimitiveConverter {
            private final int column;
            private String[] texts = {};

            Text(int column) {
                this.column = column;
            }

            @Override
            public boolean hasDictionarySupport() {
                return true;
            }

            @Override
            public void setDictionary(Dictionary dictionary) {
                texts = IntStream.rangeClosed(0, dictionary.getMaxId())
                        .mapToObj(id -> dictionary.decodeToBinary(id).toStringUsingUTF8())
                        .toArray(String[]::new);
            }

            @Override
            public void addValueFromDictionary(int id) {
                cells[column] = texts[id];
            }

            @Override
            public void addBinary(Binary value) {
                cells[column] = value.toStringUsingUTF8();
            }
        }
    }
}
