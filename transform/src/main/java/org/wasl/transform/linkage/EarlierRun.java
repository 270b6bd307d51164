package org.wasl.transform.linkage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.compare.Tokens;
import org.wasl.transform.linkage.model.Input;
import org.wasl.transform.linkage.review.Decision;

/** The results of a run before this one, its sources by the names that they have now. */
final class EarlierRun {
    private static final String CONTENT = "content";

    private final Folder folder;
    private final String directory;
    private final ModelDocument document;
    private final Map<String, String> names;
    private @Nullable InMemory held;

    /** Its records by source and id: the entity of each, and what was read of it, which older versions did not note. */
    record InMemory(Map<String, String> entities, Map<String, Long> contents) {}

    EarlierRun(SparkSession spark, String directory, List<String> sources) {
        this.directory = directory;
        folder = new Folder(spark, directory);
        document = folder.json("model.json", ModelDocument.class);
        names = renamed(document.inputs().stream().map(Input::source).toList(), sources, directory);
    }

    /** A source that bears another name than before is known where all others bear theirs. */
    private static Map<String, String> renamed(List<String> before, List<String> now, String directory) {
        List<String> lost = before.stream().filter(name -> !now.contains(name)).toList();
        List<String> fresh = now.stream().filter(name -> !before.contains(name)).toList();
        if (lost.size() > 1 && !fresh.isEmpty()) {
            throw new TransformException("it is not clear which of " + String.join(", ", lost) + " in " + directory
                    + " is now " + String.join(" or ", fresh) + ": give --input NAME=FILE with the name of before");
        }
        return lost.size() == 1 && fresh.size() == 1 ? Map.of(lost.get(0), fresh.get(0)) : Map.of();
    }

    ModelDocument document() {
        return document;
    }

    /** Rows {@code source, id, entity_id}. */
    Dataset<Row> clusters() {
        return folder.parquet("clusters.parquet")
                .select(named("source").as("source"), functions.col("id"), functions.col("entity_id"));
    }

    /** Its records in memory, read once. */
    InMemory inMemory() {
        InMemory known = held;
        if (known == null) {
            known = new InMemory(new HashMap<>(), new HashMap<>());
            Dataset<Row> clusters = folder.parquet("clusters.parquet");
            int content = List.of(clusters.columns()).indexOf(CONTENT);
            for (Row row : clusters.collectAsList()) {
                String source = row.getString(0);
                String node = names.getOrDefault(source, source) + Linkage.SEPARATOR + row.getString(1);
                known.entities().put(node, row.getString(2));
                if (content >= 0) known.contents().put(node, row.getLong(content));
            }
            held = known;
        }
        return known;
    }

    String directory() {
        return directory;
    }

    /** Its sources, by the names that they have now. */
    List<String> sources() {
        return document.inputs().stream()
                .map(input -> names.getOrDefault(input.source(), input.source()))
                .toList();
    }

    /** Rows {@code source, id, content}. */
    Dataset<Row> contentRows() {
        Dataset<Row> clusters = folder.parquet("clusters.parquet");
        if (!List.of(clusters.columns()).contains(CONTENT)) throw noContents();
        return clusters.select(named("source").as("source"), functions.col("id"), functions.col("content"));
    }

    /** Content by source and id. */
    Map<String, Long> contents() {
        InMemory known = inMemory();
        if (known.contents().size() < known.entities().size()) throw noContents();
        return known.contents();
    }

    private TransformException noContents() {
        return new TransformException(directory + " was written by an older version, which did not note what its"
                + " records were: run once without --incremental");
    }

    /** How rare words are in its records; nothing where its model does not ask. */
    Tokens tokens() {
        return Tokens.of(folder.has(Run.TOKENS) ? folder.parquet(Run.TOKENS).collectAsList() : List.of());
    }

    /** Its pairs before decisions and the constraint, rows {@link Scorer#PAIRS}. */
    Dataset<Row> scored() {
        Dataset<Row> scored = folder.parquet(folder.has(Run.SCORED) ? Run.SCORED : "pairs.parquet");
        return scored.withColumn("source_l", named("source_l")).withColumn("source_r", named("source_r"));
    }

    List<Decision> decisions() {
        return DecisionTable.read(folder, source -> names.getOrDefault(source, source));
    }

    private Column named(String column) {
        Column name = functions.col(column);
        for (Map.Entry<String, String> renamed : names.entrySet()) {
            name = functions
                    .when(functions.col(column).equalTo(renamed.getKey()), renamed.getValue())
                    .otherwise(name);
        }
        return name;
    }
}
