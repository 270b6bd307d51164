package org.wasl.transform.linkage;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.compare.Tokens;
import org.wasl.transform.linkage.model.Input;
import org.wasl.transform.linkage.review.Decision;

/** The results of a run before this one, its sources by the names that they have now. */
final class EarlierRun {
    /** Of a record, the column that names its source. */
    private static final List<Integer> SOURCE = List.of(0);
    /** Of a pair, the columns that name the sources of its records. */
    private static final List<Integer> SOURCES = List.of(2, 3);

    private final Folder folder;
    private final String directory;
    private final ModelDocument document;
    private final Map<String, String> names;
    private @Nullable EarlierRecords held;

    EarlierRun(SparkSession spark, String directory, List<String> sources) {
        this.directory = directory;
        folder = new Folder(spark, directory);
        IndexedRun.refuseOutdated(folder);
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

    /** Its records, held from the first time that they are asked for. */
    EarlierRecords records() {
        EarlierRecords known = held;
        if (known == null) {
            known = new EarlierRecords(named(folder.rows("clusters.parquet"), SOURCE));
            held = known;
        }
        return known;
    }

    /** The rows with the names that sources have now. */
    private StoredRows named(StoredRows stored, List<Integer> sources) {
        if (names.isEmpty()) return stored;
        return new StoredRows(
                stored.columns(),
                stored.rows().stream().map(row -> named(row, sources)).toList());
    }

    private Row named(Row row, List<Integer> sources) {
        Object[] cells = IntStream.range(0, row.size()).mapToObj(row::get).toArray();
        for (int source : sources) cells[source] = names.getOrDefault(row.getString(source), row.getString(source));
        return RowFactory.create(cells);
    }

    String directory() {
        return directory;
    }

    Folder folder() {
        return folder;
    }

    /** Whether a source bears another name now than in its files. */
    boolean isRenamed() {
        return !names.isEmpty();
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
        if (!List.of(clusters.columns()).contains(EarlierRecords.CONTENT)) throw noContents();
        return clusters.select(named("source").as("source"), functions.col("id"), functions.col("content"));
    }

    /** Ends where it is not known what its records were. */
    void refuseWithoutContents() {
        if (!records().withContents()) throw noContents();
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
        Dataset<Row> scored = folder.parquet(scoredFile());
        return scored.withColumn("source_l", named("source_l")).withColumn("source_r", named("source_r"));
    }

    /** The same in memory. */
    List<Row> scoredRows() {
        return named(folder.rows(scoredFile()), SOURCES).rows();
    }

    /** Its pairs that decisions and the constraint left, where these are not all of the scored ones. */
    List<Row> decidedRows() {
        return folder.has(Run.SCORED)
                ? named(folder.rows("pairs.parquet"), SOURCES).rows()
                : List.of();
    }

    private String scoredFile() {
        return folder.has(Run.SCORED) ? Run.SCORED : "pairs.parquet";
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
