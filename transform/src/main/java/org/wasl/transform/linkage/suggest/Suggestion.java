package org.wasl.transform.linkage.suggest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model to begin with, for one file.
 *
 * @param id the column that names a record
 * @param records how many were looked at
 * @param likely pairs of them that look like matches
 * @param rules blocking rules in the order in which they were chosen
 */
public record Suggestion(String id, long records, long likely, List<Column> columns, List<ChosenRule> rules) {
    public Suggestion {
        columns = List.copyOf(columns);
        rules = List.copyOf(rules);
    }

    /** A column and what it seems to hold.
     *
     * @param filled share of records that have a value
     */
    public record Column(String name, Kind kind, double filled) {}

    /**
     * A blocking rule.
     *
     * @param rule as a model writes it: a list of columns, or a condition
     * @param pairs it would compare
     * @param largest records of its largest block
     * @param finds share it finds of the likely matches that rules of other columns find
     * @param together share of the likely matches that it and the rules before it find
     */
    public record ChosenRule(Object rule, double pairs, long largest, double finds, double together) {}

    /** The model as a YAML document's keys and values.
     *
     * @param input where the records are
     */
    public Map<String, Object> model(String source, String input) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("model", source);
        model.put("inputs", Map.of(source, input));
        model.put("id", id);
        Map<String, Object> standardised = new LinkedHashMap<>();
        List<Object> comparisons = new ArrayList<>();
        for (Column column : columns) {
            if (!column.kind().isCompared()) continue;
            standardised.put(column.name(), column.kind().standardise());
            Map<String, Object> comparison = new LinkedHashMap<>();
            comparison.put("column", column.name());
            comparison.put("levels", column.kind().levels());
            if (column.kind().countsFrequencies()) comparison.put("term_frequency", true);
            comparisons.add(comparison);
        }
        model.put("columns", standardised);
        model.put("block", rules.stream().map(ChosenRule::rule).toList());
        model.put("comparisons", comparisons);
        return model;
    }
}
