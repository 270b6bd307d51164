package org.wasl.transform.linkage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.block.BlockingAnalysis;
import org.wasl.transform.linkage.block.RecordId;
import org.wasl.transform.linkage.compare.Tokens;
import org.wasl.transform.linkage.estimate.Parameters;
import org.wasl.transform.linkage.model.LinkageModel;

/**
 * What of an earlier run holds today: its parameters, and the pairs of records that are as they were. Only pairs with a
 * record that is new or has changed are compared; together these are the pairs of a whole run with the same parameters.
 */
final class Increment {
    /** New and changed records up to which it pays, and which each task holds. */
    private static final int MOST_FRESH = 200_000;

    private final EarlierRun earlier;
    private final Plan plan;
    private final List<String> sources;

    /** @throws TransformException where the earlier run asked something else, so that its pairs tell nothing */
    Increment(EarlierRun earlier, Plan plan, List<String> sources) {
        this.earlier = earlier;
        this.plan = plan;
        this.sources = sources;
        LinkageModel before = earlier.document().model();
        if (!plan.model().scoresAs(before)) {
            throw new TransformException("the model is another one than that of " + earlier.directory()
                    + ", so its pairs cannot be kept: run without --incremental");
        }
        if (!Set.copyOf(earlier.sources()).equals(Set.copyOf(sources))) {
            throw new TransformException(earlier.directory() + " is about " + String.join(", ", earlier.sources())
                    + ", not " + String.join(", ", sources) + ": run without --incremental");
        }
    }

    Parameters parameters() {
        return earlier.document().parameters();
    }

    /** How rare words are, as the earlier run had it. */
    Tokens tokens() {
        return earlier.tokens();
    }

    /** Whether the same values bring records together as before; else pairs would be missing that nobody compared. */
    boolean holdsFor(BlockingAnalysis analysis) {
        return analysis.passedOverSorted().equals(earlier.document().passedOver());
    }

    /**
     * What is done again and what is not.
     *
     * @param before the records of the earlier run
     * @param same places of those that are as they were
     * @param paired places of those that stood in a pair: the others were each an entity alone
     * @param others records that are as they were, in the order of the earlier run
     * @param fresh records that are new or have changed
     * @param scored pairs of the others as they were scored
     */
    record OfFew(
            EarlierRecords before, BitSet same, BitSet paired, List<Row> others, List<Row> fresh, List<Scored> scored) {
        /** All records, in nearly the order in which they are written. */
        List<Row> records() {
            List<Row> records = new ArrayList<>(others);
            records.addAll(fresh);
            return records;
        }

        Set<RecordId> freshIds() {
            return fresh.stream().map(RecordId::of).collect(Collectors.toSet());
        }

        /** Weighs the pairs by today's frequencies. */
        List<Row> rescored(Rescorer rescorer) {
            List<Row> rescored = new ArrayList<>();
            for (Scored of : scored) {
                Row now = rescorer.score(of.pair(), of.left(), of.right());
                if (now != null) rescored.add(now);
            }
            return rescored;
        }
    }

    /** A pair, row {@link Scorer#PAIRS}, with its records as they are today and were before. */
    record Scored(Row pair, Row left, Row right) {}

    OfFew of(Held held) {
        earlier.refuseWithoutContents();
        EarlierRecords before = earlier.records();
        @Nullable Row[] inOrder = new Row[before.size()];
        List<Row> fresh = new ArrayList<>();
        BitSet same = new BitSet();
        BitSet found = new BitSet();
        boolean repeated = false;
        for (int i = 0; i < held.rows().size(); i++) {
            Row record = held.rows().get(i);
            int place = before.place(sources.get(record.getInt(0)), record.getString(1));
            if (place >= 0 && before.content(place) == held.contents()[i]) {
                inOrder[place] = record;
                same.set(place);
            } else fresh.add(record);
            if (place < 0) continue;
            repeated |= found.get(place);
            found.set(place);
        }
        if (repeated || fresh.stream().map(RecordId::of).distinct().count() < fresh.size()) {
            BlockingAnalysis.refuseRepeatedIds(held.rows());
        }
        BitSet paired = new BitSet();
        List<Scored> scored = new ArrayList<>();
        for (Row pair : earlier.scoredRows()) {
            int l = left(pair, before);
            int r = right(pair, before);
            paired.set(l);
            paired.set(r);
            Row left = inOrder[l];
            Row right = inOrder[r];
            if (left != null && right != null) scored.add(new Scored(pair, left, right));
        }
        for (Row pair : earlier.decidedRows()) {
            paired.set(left(pair, before));
            paired.set(right(pair, before));
        }
        List<Row> others = Arrays.stream(inOrder).filter(Objects::nonNull).toList();
        return new OfFew(before, same, paired, others, fresh, scored);
    }

    private static int left(Row pair, EarlierRecords before) {
        return before.place(pair.getString(2), pair.getString(0));
    }

    private static int right(Row pair, EarlierRecords before) {
        return before.place(pair.getString(3), pair.getString(1));
    }

    /** The records that are new or have changed; nothing where these are so many that a whole run costs less. */
    Optional<Set<RecordId>> fresh(Dataset<Row> records) {
        List<Row> fresh =
                marked(records).where("NOT same").select("source", "id").takeAsList(MOST_FRESH + 1);
        return fresh.size() > MOST_FRESH
                ? Optional.empty()
                : Optional.of(fresh.stream()
                        .map(row -> new RecordId(row.getInt(0), row.getString(1)))
                        .collect(Collectors.toSet()));
    }

    /** The pairs of the records that are as they were, weighed by today's frequencies. */
    Dataset<Row> rescored(Dataset<Row> records, Rescorer rescorer) {
        Column record = functions.struct(columns(records));
        Dataset<Row> others = marked(records).where("same").select(functions.col("before_source"), record.as("record"));
        // Held, since this run's results may take the place of those it is read from.
        Dataset<Row> pairs = earlier.scored().localCheckpoint();
        Dataset<Row> joined = pairs.select(functions.struct(columns(pairs)).as("pair"))
                .join(
                        others.toDF("source_l", "record_l"),
                        functions.expr("pair.source_l = source_l AND pair.id_l = record_l.id"))
                .join(
                        others.toDF("source_r", "record_r"),
                        functions.expr("pair.source_r = source_r AND pair.id_r = record_r.id"))
                .select("pair", "record_l", "record_r");
        return joined.flatMap(
                (FlatMapFunction<Row, Row>) row -> {
                    Row now = rescorer.score(row.getStruct(0), row.getStruct(1), row.getStruct(2));
                    return now == null
                            ? java.util.Collections.emptyIterator()
                            : List.of(now).iterator();
                },
                Encoders.row(Scorer.PAIRS));
    }

    private static Column[] columns(Dataset<Row> of) {
        return java.util.Arrays.stream(of.columns()).map(functions::col).toArray(Column[]::new);
    }

    /** The records with {@code before_source, same}: whether they are as they were. */
    private Dataset<Row> marked(Dataset<Row> records) {
        Dataset<Row> before = earlier.contentRows().toDF("before_source", "before_id", "before");
        Column number = functions.lit(-1);
        for (int i = 0; i < sources.size(); i++) {
            number = functions
                    .when(functions.col("before_source").equalTo(sources.get(i)), i)
                    .otherwise(number);
        }
        return records.join(
                        before.withColumn("number", number),
                        functions.expr("source = number AND id = before_id"),
                        "left")
                .withColumn(
                        "same",
                        functions.coalesce(
                                functions.col("before").equalTo(Content.column(plan.width())), functions.lit(false)));
    }
}
