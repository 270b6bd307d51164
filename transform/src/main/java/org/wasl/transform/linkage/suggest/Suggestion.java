package org.wasl.transform.linkage.suggest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.file.ModelFile;

/**
 * A model to begin with.
 *
 * @param ids columns of which the first that a source has names its records
 * @param records how many were looked at
 * @param likely pairs of them that look like matches
 * @param rules blocking rules in the order in which they were chosen
 * @param single whether a record has one partner at most
 * @param few what is assumed where few columns are compared; null where they are enough
 */
public record Suggestion(
        List<String> ids,
        long records,
        long likely,
        List<Column> columns,
        List<ChosenRule> rules,
        List<Swap> swaps,
        boolean single,
        @Nullable FewColumns few) {
    public Suggestion {
        ids = List.copyOf(ids);
        swaps = List.copyOf(swaps);
        columns = List.copyOf(columns);
        rules = List.copyOf(rules);
    }

    /** A column and what it seems to hold.
     *
     * @param called its names, in every source that calls it otherwise
     * @param filled share of records that have a value
     * @param length of its values, on the average
     */
    public record Column(List<String> called, Kind kind, double filled, double length) {
        public Column {
            called = List.copyOf(called);
        }

        public String name() {
            return called.get(0);
        }

        /** Its value in SQL, whichever source the record is of. */
        String sql() {
            return called.size() == 1
                    ? ModelFile.quote(name())
                    : called.stream().map(ModelFile::quote).collect(Collectors.joining(", ", "coalesce(", ")"));
        }

        public boolean isCompared() {
            return kind.isCompared() && filled >= Suggester.FILLED;
        }

        /** The name of the column with what matters most of this one. */
        String part() {
            return kind.part().map(part -> name() + "_" + part.name()).orElse(name());
        }
    }

    /** Two columns whose values stand in each other's place at times. */
    public record Swap(String one, String other) {
        String sql() {
            String a = ModelFile.quote(one);
            String b = ModelFile.quote(other);
            return "l." + a + " = r." + b + " AND l." + b + " = r." + a;
        }
    }

    /**
     * A blocking rule.
     *
     * @param rule as a model writes it: a list of columns, or a condition
     * @param pairs it would compare
     * @param largest records of its largest block
     * @param finds share it finds of the likely matches that rules of other columns find
     * @param together share of the likely matches that it and the rules before it find
     * @param trains whether m is learned among its pairs: of a rule that is there to find what others miss, too few match
     */
    public record ChosenRule(Object rule, double pairs, long largest, double finds, double together, boolean trains) {
        /** The rule as an object of its own: of one that stands twice, YAML would write a reference. */
        private Object copy() {
            return rule instanceof List<?> columns ? new ArrayList<>(columns) : rule;
        }
    }

    /** The model as a YAML document's keys and values.
     *
     * @param inputs where the records are, by source
     */
    public Map<String, Object> model(String name, Map<String, String> inputs) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("model", name);
        model.put("inputs", inputs);
        model.put("id", ids.size() == 1 ? ids.get(0) : ids);
        Map<String, Object> standardised = new LinkedHashMap<>();
        List<Map<String, Object>> comparisons = new ArrayList<>();
        for (Column column : columns) {
            if (!column.isCompared()) continue;
            List<String> steps = column.kind().standardise();
            standardised.put(
                    column.name(),
                    column.called().size() == 1 ? steps : Map.of("sql", column.sql(), "standardise", steps));
            column.kind()
                    .part()
                    .ifPresent(part -> standardised.put(
                            column.part(), Map.of("sql", part.sql(column.sql()), "standardise", part.standardise())));
            if (few == null || !few.worded().contains(column)) comparisons.add(comparison(column));
        }
        if (few != null) standardised.putAll(few.columns());
        model.put("columns", standardised);
        List<Object> block =
                new ArrayList<>(rules.stream().map(ChosenRule::rule).toList());
        swaps.forEach(swap -> block.add(swap.sql()));
        model.put("block", block);
        model.put("comparisons", few == null ? comparisons : few.comparisons(comparisons));
        Map<String, Object> estimate = few == null ? Map.of("blocks", training()) : few.estimate(rules, records);
        if (!estimate.isEmpty()) model.put("estimate", estimate);
        if (single) model.put("constraint", "one_to_one");
        if (few != null && !few.worded().isEmpty()) model.put("limits", few.limits(rules));
        return model;
    }

    private List<Object> training() {
        return rules.stream().filter(ChosenRule::trains).map(ChosenRule::copy).toList();
    }

    private Map<String, Object> comparison(Column column) {
        List<Object> levels = new ArrayList<>(column.kind().levels(column.part(), column.length()));
        swaps.stream()
                .filter(swap -> swap.one().equals(column.name()))
                .forEach(swap -> levels.add(Map.of("sql", swap.sql(), "label", "swapped with " + swap.other())));
        Map<String, Object> comparison = new LinkedHashMap<>();
        comparison.put("column", column.name());
        comparison.put("levels", levels);
        if (column.kind().countsFrequencies()) comparison.put("term_frequency", true);
        return comparison;
    }
}
