package org.wasl.transform;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.wasl.transform.landed.LandedSchema;
import org.wasl.transform.landed.Programme;

/** Writes landed deliveries from rows of JSON, so that a test shows all the data it speaks of. */
final class LandedRows {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SparkSession spark;
    private final Programme programme;
    private final Path landing;
    private final List<Path> deliveries = new ArrayList<>();

    LandedRows(SparkSession spark, Path programme, Path landing) {
        this.spark = spark;
        this.programme = Programme.load(programme);
        this.landing = landing;
    }

    List<Path> deliveries() {
        return List.copyOf(deliveries);
    }

    /** Lands a delivery; lines are numbered from 2, names in single quotes do. */
    LandedRows land(String feed, String source, String asOf, String mode, String... rows) throws IOException {
        Programme.Feed contract = programme.feeds().stream()
                .filter(f -> f.feed().equals(feed))
                .findFirst()
                .orElseThrow();
        String id = String.format("%016x", deliveries.size() + 1);
        String file = source + "_" + asOf + ".csv";
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            ObjectNode row = (ObjectNode) JSON.readTree(rows[i].replace('\'', '"'));
            row.put("delivery_id", id).put("source", source).put("source_file", file);
            row.put("source_line", i + 2);
            lines.add(row.toString());
        }
        StructType schema = LandedSchema.of(contract);
        Dataset<Row> landed = spark.read().schema(schema).json(spark.createDataset(lines, Encoders.STRING()));
        Path directory = landing.resolve(feed).resolve(id);
        landed.coalesce(1).write().parquet(directory.toString());
        ObjectNode document = JSON.createObjectNode()
                .put("delivery_id", id)
                .put("feed", feed)
                .put("source", source)
                .put("file", file)
                .put("as_of", asOf)
                .put("revision", 1)
                .put("mode", mode)
                .put("status", "landed")
                .put("rows_read", rows.length)
                .put("rows_landed", rows.length)
                .put("rows_rejected", 0)
                .put("sequence", deliveries.size());
        Files.write(directory.resolve("delivery.json"), document.toString().getBytes(StandardCharsets.UTF_8));
        deliveries.add(directory);
        return this;
    }
}
