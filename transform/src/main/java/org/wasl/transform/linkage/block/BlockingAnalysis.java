package org.wasl.transform.linkage.block;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
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

    /**
     * A rule's blocks.
     *
     * @param passedOver elements of lists that more records have than a block may: they tell nothing and bring nobody
     *     together
     */
    public record OfRule(String rule, double pairs, long largest, String example, Set<String> passedOver)
            implements Serializable {
        public OfRule {
            passedOver = Set.copyOf(passedOver);
        }
    }

    /** Pairs of all rules, those that several find as often. */
    public double pairs() {
        return rules.stream().mapToDouble(OfRule::pairs).sum();
    }

    /** What each rule passes over. */
    public List<Set<String>> passedOver() {
        return rules.stream().map(OfRule::passedOver).toList();
    }

    /** The same in order, to be written down. */
    public List<List<String>> passedOverSorted() {
        return rules.stream()
                .map(rule -> rule.passedOver().stream().sorted().toList())
                .toList();
    }

    /** Counts the blocks, and ends with advice where one would explode or an id stands twice. */
    public static BlockingAnalysis of(Dataset<Row> records, List<Rule> rules, Limits limits) {
        Dataset<Row> keyed = Blocks.keyed(records, rules);
        List<Set<String>> passedOver = passedOver(keyed, rules, limits);
        Dataset<Row> keys = keyed.selectExpr("key", "rule")
                .union(records.selectExpr("xxhash64(" + IDS + ", source, id) AS key", IDS + " AS rule"));
        String lists = IntStream.range(0, rules.size())
                .filter(k -> rules.get(k).ofLists())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", ", "rule IN (-2, ", ")"))
                .replace(", )", ")");
        List<Row> counted = keys.groupBy("rule", "key")
                .count()
                .where("NOT (" + lists + " AND `count` > " + limits.block() + ")")
                .groupBy("rule")
                .agg(
                        org.apache.spark.sql.functions.expr("sum(`count` * (`count` - 1) / 2)"),
                        org.apache.spark.sql.functions.expr("max(`count`)"),
                        org.apache.spark.sql.functions.expr("max_by(key, `count`)"))
                .collectAsList();
        List<OfRule> analysed = new ArrayList<>();
        for (int k = 0; k < rules.size(); k++) {
            int number = k;
            Rule rule = rules.get(k);
            analysed.add(counted.stream()
                    .filter(row -> row.getInt(0) == number)
                    .findFirst()
                    .map(row -> new OfRule(
                            rule.text(),
                            row.getDouble(1),
                            row.getLong(2),
                            isTooMuch(row.getDouble(1), row.getLong(2), limits)
                                    ? example(keyed, rule, number, row.getLong(3))
                                    : "",
                            passedOver.get(number)))
                    .orElse(new OfRule(rule.text(), 0, 0, "", passedOver.get(k))));
        }
        counted.stream()
                .filter(row -> row.getInt(0) == IDS && row.getLong(2) > 1)
                .forEach(row -> {
                    Row example = records.where("xxhash64(" + IDS + ", source, id) = " + row.getLong(3) + "L")
                            .first();
                    throw repeated(example.getString(1), row.getLong(2));
                });
        refuse(analysed, limits);
        return new BlockingAnalysis(analysed);
    }

    /** The same of blocks in memory. */
    public static BlockingAnalysis of(BlocksInMemory blocks, List<Rule> rules, Limits limits) {
        List<OfRule> analysed = new ArrayList<>();
        for (int k = 0; k < rules.size(); k++) {
            Counts counts = new Counts(rules.get(k), limits);
            blocks.look(k, counts);
            analysed.add(counts.counted());
        }
        refuse(analysed, limits);
        return new BlockingAnalysis(analysed);
    }

    /** Counts the blocks of one rule. */
    private static final class Counts implements BlocksInMemory.Looker {
        private final Rule rule;
        private final Limits limits;
        private final Set<String> passedOver = new HashSet<>();
        private double pairs;
        private long largest;
        private @Nullable Keyed example;

        Counts(Rule rule, Limits limits) {
            this.rule = rule;
            this.limits = limits;
        }

        @Override
        public void block(int size, Keyed first) {
            String element = first.element();
            if (element != null && size > limits.block()) {
                passedOver.add(element);
                return;
            }
            pairs += size * (size - 1.0) / 2;
            if (size > largest) {
                largest = size;
                example = first;
            }
        }

        OfRule counted() {
            Keyed shown = example;
            return new OfRule(
                    rule.text(),
                    pairs,
                    largest,
                    shown != null && isTooMuch(pairs, largest, limits)
                            ? example(shown.record(), shown.role(), shown.element(), rule)
                            : "",
                    passedOver);
        }
    }

    /** Ends where an id names several records of one source. */
    public static void refuseRepeatedIds(List<Row> records) {
        long[] hashes = records.parallelStream()
                .mapToLong(row -> RecordId.of(row).hash())
                .toArray();
        Arrays.parallelSort(hashes);
        Set<Long> repeated = new HashSet<>();
        for (int i = 1; i < hashes.length; i++) if (hashes[i] == hashes[i - 1]) repeated.add(hashes[i]);
        if (repeated.isEmpty()) return;
        Map<RecordId, Long> ids = new HashMap<>();
        records.stream()
                .map(RecordId::of)
                .filter(id -> repeated.contains(id.hash()))
                .forEach(id -> ids.merge(id, 1L, Long::sum));
        ids.entrySet().stream().filter(id -> id.getValue() > 1).findFirst().ifPresent(id -> {
            throw repeated(id.getKey().id(), id.getValue());
        });
    }

    private static List<Set<String>> passedOver(Dataset<Row> keyed, List<Rule> rules, Limits limits) {
        List<Set<String>> passedOver =
                rules.stream().<Set<String>>map(rule -> new HashSet<>()).toList();
        if (rules.stream().anyMatch(Rule::ofLists)) {
            keyed.where("element IS NOT NULL")
                    .groupBy("rule", "key", "element")
                    .count()
                    .where("`count` > " + limits.block())
                    .collectAsList()
                    .forEach(row -> passedOver.get(row.getInt(0)).add(row.getString(2)));
        }
        return passedOver;
    }

    private static boolean isTooMuch(double pairs, long largest, Limits limits) {
        return largest > limits.block() || pairs > limits.pairs();
    }

    private static String example(Dataset<Row> keyed, Rule rule, int number, long key) {
        Row first = keyed.where("rule = " + number + " AND key = " + key + "L").first();
        int at = first.size() - 4;
        return example(first, first.getInt(at + 2), first.getString(at + 3), rule);
    }

    /** The values of a record that brought a block together. */
    public static String example(Row record, int role, @Nullable String element, Rule rule) {
        String values = IntStream.of(role == Blocks.RIGHT ? rule.right() : rule.left())
                .mapToObj(s -> record.getString(2 + s))
                .collect(Collectors.joining(" · "));
        return element == null ? values : (values + " " + element).strip();
    }

    private static TransformException repeated(String id, long records) {
        return new TransformException(
                "the id " + id + " stands in " + records + " records of one source; an id must name one record");
    }

    private static void refuse(List<OfRule> rules, Limits limits) {
        List<String> refused = rules.stream()
                .filter(r -> isTooMuch(r.pairs(), r.largest(), limits))
                .map(r -> String.format(
                        Locale.ROOT,
                        "the rule `%s` would compare %,.0f pairs; its largest block has %,d records (%s)",
                        r.rule(),
                        r.pairs(),
                        r.largest(),
                        r.example()))
                .toList();
        if (!refused.isEmpty()) {
            throw new TransformException(String.join("; ", refused)
                    + ": add a column to the rule, set the value to missing where it says nothing, or raise `limits:` (block "
                    + limits.block() + ", pairs " + limits.pairs() + ")");
        }
    }
}
