package org.wasl.transform.linkage.block;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.model.LinkageModel.Limits;

/**
 * What the rules would cost, counted before a pair is compared: pairs = Σ n (n − 1) / 2 over a rule's blocks of n
 * records, those of earlier rules among them. In the same pass: whether ids name one record each.
 *
 * @param rules in the order of the model
 */
public record BlockingAnalysis(List<OfRule> rules) implements Serializable {
    private static final int IDS = -1;

    public BlockingAnalysis {
        rules = List.copyOf(rules);
    }

    /** A rule's blocks. */
    public record OfRule(String rule, double pairs, long largest, String example) implements Serializable {}

    /** Counts the blocks, and ends with advice where one would explode or an id stands twice. */
    public static BlockingAnalysis of(Dataset<Row> records, List<Rule> rules, Limits limits) {
        Dataset<Row> keys = Blocks.keyed(records, rules)
                .selectExpr("key", "rule")
                .union(records.selectExpr("xxhash64(" + IDS + ", source, id) AS key", IDS + " AS rule"));
        List<Row> counted = keys.groupBy("rule", "key")
                .count()
                .groupBy("rule")
                .agg(
                        org.apache.spark.sql.functions.expr("sum(`count` * (`count` - 1) / 2)"),
                        org.apache.spark.sql.functions.expr("max(`count`)"),
                        org.apache.spark.sql.functions.expr("max_by(key, `count`)"))
                .collectAsList();
        List<OfRule> analysed = new ArrayList<>();
        for (int k = 0; k < rules.size(); k++) {
            int rule = k;
            analysed.add(counted.stream()
                    .filter(row -> row.getInt(0) == rule)
                    .findFirst()
                    .map(row -> ofRule(row, rules.get(rule), rule, records, limits))
                    .orElse(new OfRule(rules.get(k).text(), 0, 0, "")));
        }
        counted.stream()
                .filter(row -> row.getInt(0) == IDS && row.getLong(2) > 1)
                .forEach(row -> repeated(records, row));
        refuse(analysed, limits);
        return new BlockingAnalysis(analysed);
    }

    private static OfRule ofRule(Row row, Rule rule, int number, Dataset<Row> records, Limits limits) {
        boolean large = row.getLong(2) > limits.block() || row.getDouble(1) > limits.pairs();
        return new OfRule(
                rule.text(),
                row.getDouble(1),
                row.getLong(2),
                large ? example(records, rule, number, row.getLong(3)) : "");
    }

    private static String example(Dataset<Row> records, Rule rule, int number, long key) {
        Row row = records.where("(" + Rule.key(number, rule.left()) + ") = " + key + "L")
                .first();
        return IntStream.of(rule.left()).mapToObj(s -> row.getString(2 + s)).collect(Collectors.joining(" · "));
    }

    private static void repeated(Dataset<Row> records, Row row) {
        Row example = records.where("xxhash64(" + IDS + ", source, id) = " + row.getLong(3) + "L")
                .first();
        throw new TransformException("the id " + example.getString(1) + " stands in " + row.getLong(2)
                + " records of one source; an id must name one record");
    }

    private static void refuse(List<OfRule> rules, Limits limits) {
        List<String> refused = rules.stream()
                .filter(r -> r.largest() > limits.block() || r.pairs() > limits.pairs())
                .map(r -> String.format(
                        Locale.ROOT,
                        "the rule `%s` would compare %,.0f pairs; its largest block has %,d records (%s)",
                        r.rule(),
                        r.pairs(),
                        r.largest(),
                        r.example()))
                .toList();
        if (!refused.isEmpty()) {
            throw new TransformException(String.join("\n", refused)
                    + "\nAdd a column to the rule, set the value to missing where it says nothing, or raise `limits:` (block "
                    + limits.block() + ", pairs " + limits.pairs() + ")");
        }
    }
}
