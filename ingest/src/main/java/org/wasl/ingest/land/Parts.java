package org.wasl.ingest.land;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.jspecify.annotations.Nullable;
import org.wasl.ingest.check.Landed;
import org.wasl.ingest.check.Rejected;
import org.wasl.ingest.contract.FeedContract;

/**
 * The Parquet files of one delivery under way: one part a chunk, so that a restart goes on behind the last complete one.
 * The same rows give the same bytes.
 */
public final class Parts {
    private static final String REJECTS = "rejects.parquet";
    // Private in AvroReadSupport, whose setters know Hadoop's configuration only.
    private static final String READ_SCHEMA = "parquet.avro.read.schema";

    private final Path directory;
    private final FeedContract contract;
    private final String delivery;
    private final Schema schema;

    public Parts(Path directory, FeedContract contract, String delivery) {
        this.directory = directory;
        this.contract = contract;
        this.delivery = delivery;
        this.schema = LandedSchema.of(contract);
    }

    /** Whether the first so many parts are there. */
    public boolean complete(long parts, long rejectParts) {
        for (int i = 0; i < parts; i++) if (!Files.exists(part(i))) return false;
        for (int i = 0; i < rejectParts; i++) if (!Files.exists(rejectPart(i))) return false;
        return true;
    }

    public void writeLanded(long part, List<Landed> rows) throws IOException {
        try (ParquetWriter<IndexedRecord> writer = writer(part(part), schema)) {
            for (Landed row : rows) writer.write(View.of(schema, delivery, row));
        }
    }

    public void writeRejected(long part, List<Rejected> rows) throws IOException {
        try (ParquetWriter<IndexedRecord> writer = writer(rejectPart(part), LandedSchema.REJECT)) {
            for (Rejected row : rows) writer.write(View.of(contract.feed(), delivery, row));
        }
    }

    /** Joins the rejects of all chunks into {@code rejects.parquet}. */
    public void joinRejects(long parts) throws IOException {
        try (ParquetWriter<IndexedRecord> writer = writer(directory.resolve(REJECTS), LandedSchema.REJECT)) {
            for (int i = 0; i < parts; i++) {
                read(rejectPart(i), LandedSchema.REJECT, row -> {
                    try {
                        writer.write(row);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
            }
        }
        for (int i = 0; i < parts; i++) Files.deleteIfExists(rejectPart(i));
    }

    /** Removes everything but the first parts; what a killed chunk may have left is not to be published. */
    public void keepOnly(long parts, long rejectParts) throws IOException {
        List<Path> kept = new ArrayList<>();
        for (int i = 0; i < parts; i++) kept.add(part(i));
        for (int i = 0; i < rejectParts; i++) kept.add(rejectPart(i));
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) if (!kept.contains(file)) Files.delete(file);
        }
    }

    /** The values of these columns in every row of the first parts, in order. */
    public void readColumns(long parts, List<String> columns, Consumer<@Nullable Object[]> rows) throws IOException {
        List<Schema.Field> fields = new ArrayList<>();
        for (String column : columns) {
            fields.add(LandedSchema.optional(
                    column, schema.getField(column).schema().getTypes().get(1)));
        }
        Schema projection = Schema.createRecord(schema.getName(), null, schema.getNamespace(), false, fields);
        for (int i = 0; i < parts; i++) {
            read(part(i), projection, row -> {
                @Nullable Object[] values = new Object[columns.size()];
                for (int c = 0; c < values.length; c++) values[c] = row.get(c);
                rows.accept(values);
            });
        }
    }

    /** Rows in the landed parts, by what the files say of themselves. */
    public long landedRows(long parts) throws IOException {
        long rows = 0;
        for (int i = 0; i < parts; i++) rows += rows(part(i));
        return rows;
    }

    /** Rows in {@code rejects.parquet}, by what the file says of itself. */
    public long rejectedRows() throws IOException {
        return rows(directory.resolve(REJECTS));
    }

    private static long rows(Path file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            return reader.getRecordCount();
        }
    }

    private static void read(Path file, Schema projection, Consumer<IndexedRecord> rows) throws IOException {
        ParquetConfiguration configuration = new PlainParquetConfiguration();
        configuration.set(AvroReadSupport.AVRO_REQUESTED_PROJECTION, projection.toString());
        configuration.set(READ_SCHEMA, projection.toString());
        InputFile input = new LocalInputFile(file);
        try (ParquetReader<IndexedRecord> reader = AvroParquetReader.<IndexedRecord>builder(input, configuration)
                .withDataModel(GenericData.get())
                .build()) {
            for (IndexedRecord row = reader.read(); row != null; row = reader.read()) rows.accept(row);
        }
    }

    private static ParquetWriter<IndexedRecord> writer(Path file, Schema schema) throws IOException {
        ParquetConfiguration configuration = new PlainParquetConfiguration();
        // Three levels, as every other reader expects of a list.
        configuration.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
        return AvroParquetWriter.<IndexedRecord>builder(new LocalOutputFile(file))
                .withSchema(schema)
                .withDataModel(GenericData.get())
                .withConf(configuration)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .build();
    }

    private Path part(long part) {
        return directory.resolve("part-" + padded(part) + ".parquet");
    }

    private Path rejectPart(long part) {
        return directory.resolve("rejects-" + padded(part) + ".parquet");
    }

    private static String padded(long number) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, 5 - digits.length())) + digits;
    }
}
