package org.wasl.transform.linkage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.block.BlockingAnalysis;
import org.wasl.transform.linkage.compare.Tokens;
import org.wasl.transform.linkage.index.Index;
import org.wasl.transform.linkage.model.Input;

/**
 * The records of an addition, standardised as those of the run were.
 *
 * @param rows {@code source, id, s0, s1 …}, by the numbers of the run's sources
 * @param gone source and id, in one text, of records that are no more
 */
record AddedRecords(List<Row> rows, Set<String> gone) {
    /** Reads them. */
    record Reader(SparkSession spark, Index index, Plan plan, List<String> sources, int most) {
        AddedRecords read(AddRequest request) {
            List<Row> rows = request.inputs().isEmpty() ? List.of() : rows(request.inputs());
            if (rows.size() > most) {
                throw new TransformException("more than " + most + " records are too many to be added in memory: run"
                        + " `wasl link run` with --previous DIR --incremental");
            }
            if (rows.stream().anyMatch(row -> row.isNullAt(1))) throw OneTask.noId(plan.model());
            BlockingAnalysis.refuseRepeatedIds(rows);
            Set<String> gone = gone(request.gone());
            rows.stream()
                    .map(row -> key(row, sources))
                    .filter(gone::contains)
                    .findFirst()
                    .ifPresent(key -> {
                        throw new TransformException("the record " + key.substring(key.indexOf(Linkage.SEPARATOR) + 1)
                                + " stands both in --input and in --gone; leave it out of one of them");
                    });
            return new AddedRecords(rows, gone);
        }

        private List<Row> rows(List<Input> inputs) {
            int[] numbers = inputs.stream().mapToInt(this::source).toArray();
            Dataset<Row> read = Records.read(inputs, plan.model(), input -> whole(input, source(input)));
            List<Row> rows = Records.slots(read, plan.model(), plan.slots()).takeAsList(most + 1);
            List<Integer> ofTokens = plan.slots().tokens();
            Tokens tokens = tokens(rows, ofTokens);
            return rows.stream()
                    .map(row -> numbered(row, numbers[row.getInt(0)]))
                    .map(row -> tokens.weighed(row, ofTokens))
                    .toList();
        }

        /** The place of an input's source in the run. */
        private int source(Input input) {
            int place = sources.indexOf(input.source());
            if (place >= 0) return place;
            if (sources.size() == 1) return 0;
            throw new TransformException("the run is about " + String.join(" and ", sources) + ", not " + input.source()
                    + ": say with --input NAME=FILE of which the records are");
        }

        /** The input with the columns that only other sources have. */
        private Dataset<Row> whole(Input input, int source) {
            Dataset<Row> whole = Records.read(spark, input);
            if (sources.size() == 1 || whole.columns().length == 0) return whole;
            Set<String> own =
                    columns(sources.get(source)).map(StructField::name).collect(Collectors.toSet());
            for (StructField field : sources.stream().flatMap(this::columns).toList()) {
                boolean has =
                        own.contains(field.name()) || List.of(whole.columns()).contains(field.name());
                if (!has)
                    whole = whole.withColumn(field.name(), functions.lit(null).cast(field.dataType()));
            }
            return whole;
        }

        private Stream<StructField> columns(String source) {
            return Stream.of(
                    ((StructType) DataType.fromJson(String.valueOf(index.fact(RunIndex.columns(source))))).fields());
        }

        private static Row numbered(Row row, int source) {
            Object[] cells = new Object[row.size()];
            for (int i = 1; i < cells.length; i++) cells[i] = row.get(i);
            cells[0] = source;
            return RowFactory.create(cells);
        }

        /** How rare the words of the records are, as the run had it. */
        private Tokens tokens(List<Row> rows, List<Integer> slots) {
            Map<Integer, Long> records = new HashMap<>();
            Map<Integer, Map<String, Integer>> counts = new HashMap<>();
            for (int slot : slots) {
                Long known = index.having(slot, "");
                if (known != null) records.put(slot, known);
                Map<String, Integer> having = counts.computeIfAbsent(slot, s -> new HashMap<>());
                for (Row row : rows) {
                    if (row.isNullAt(2 + slot)) continue;
                    for (String word : Tokens.words(row.getString(2 + slot))) {
                        Long n = index.having(slot, word);
                        if (n != null) having.put(word, Math.toIntExact(n));
                    }
                }
            }
            return new Tokens(records, counts);
        }

        private Set<String> gone(List<Input> files) {
            Set<String> gone = new LinkedHashSet<>();
            for (Input file : files) {
                String source = sources.get(source(file));
                for (Row row : Records.read(spark, List.of(file), plan.model())
                        .select(Records.ID)
                        .collectAsList()) {
                    if (row.isNullAt(0)) throw OneTask.noId(plan.model());
                    gone.add(source + Linkage.SEPARATOR + row.getString(0));
                }
            }
            return gone;
        }
    }

    static String key(Row record, List<String> sources) {
        return sources.get(record.getInt(0)) + Linkage.SEPARATOR + record.getString(1);
    }

    /** What tells whether another command is about the same records. */
    String digest(List<String> sources) {
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(key(row, sources) + Linkage.SEPARATOR + Content.of(row)));
        gone.forEach(key -> lines.add(key + Linkage.SEPARATOR + "gone"));
        lines.sort(null);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String line : lines) digest.update((line + '\n').getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
