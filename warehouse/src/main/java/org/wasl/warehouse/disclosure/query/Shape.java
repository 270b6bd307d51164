package org.wasl.warehouse.disclosure.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.wasl.warehouse.disclosure.ProtectionException;

/**
 * What a query asks for.
 *
 * @param by the columns it is split by
 * @param split the same in the order of the answer
 * @param numbers the names of what is counted or added
 * @param counted the columns of these numbers
 */
record Shape(String table, List<String> by, List<String> split, List<String> numbers, Set<Counted> counted) {
    private static final Set<String> AGGREGATES = Set.of("count_star", "count", "sum", "avg");
    private static final List<String> NO_PLACE = List.of("modifiers", "having", "qualify", "sample");

    /**
     * A column that is added or counted.
     *
     * @param added or else its rows with a value are counted
     */
    record Counted(String column, boolean added) {
        String in() {
            return PublishedQuery.name(column) + (added ? " <> 0" : " IS NOT NULL");
        }

        /** Who gave no answer is not told by a sum. */
        String out() {
            return PublishedQuery.name(column) + (added ? " = 0" : " IS NULL");
        }
    }

    /** Reads a parsed SELECT, which asks for no more than may leave. */
    static Shape of(JsonNode node) {
        if (!node.path("type").asText().equals("SELECT_NODE")) {
            throw refused("it is not one plain SELECT");
        }
        if (!node.path("from_table").path("type").asText().equals("BASE_TABLE")
                || !node.path("cte_map").path("map").isEmpty()) {
            throw refused("it reads more than one table of the release");
        }
        // Another sample each time, or columns by other names than the door knows them by.
        JsonNode from = node.path("from_table");
        if (from.path("sample").isObject()
                || from.path("at_clause").isObject()
                || !from.path("column_name_alias").isEmpty()) {
            throw refused("it does not read the table as it is");
        }
        for (String part : NO_PLACE) {
            JsonNode value = node.path(part);
            if (!value.isMissingNode() && !value.isNull() && !value.isEmpty()) {
                throw refused(
                        part.equals("modifiers")
                                ? "ORDER BY, LIMIT and DISTINCT have no place"
                                : part.toUpperCase(Locale.ROOT) + " has no place");
            }
        }
        if (node.path("group_sets").size() > 1) {
            throw refused("one grouping at a time");
        }
        Set<String> grouped = new LinkedHashSet<>();
        node.path("group_expressions").forEach(group -> grouped.add(column(group)));
        boolean all = node.path("aggregate_handling").asText().equals("FORCE_AGGREGATES");
        Set<String> by = new LinkedHashSet<>(grouped);
        List<String> split = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        Set<Counted> counted = new LinkedHashSet<>();
        int place = 0;
        for (JsonNode item : node.path("select_list")) {
            place++;
            String alias = item.path("alias").asText();
            if (item.path("class").asText().equals("COLUMN_REF")) {
                String column = column(item);
                if (!alias.isEmpty() || !(all || grouped.contains(column))) {
                    throw refused("\"" + column + "\" stands in it unsplit and unadded, or renamed");
                }
                by.add(column);
                split.add(column);
            } else {
                aggregate(item).ifPresent(counted::add);
                if (alias.isEmpty()) {
                    throw refused("its number " + place + " has no name; write count(*) AS persons");
                }
                numbers.add(alias);
            }
        }
        if (!split.containsAll(by)) {
            throw refused("it is split by a column that it does not show");
        }
        if (numbers.isEmpty()) {
            throw refused("it counts, adds and averages nothing");
        }
        return new Shape(node.path("from_table").path("table_name").asText(), List.copyOf(by), split, numbers, counted);
    }

    private static String column(JsonNode node) {
        JsonNode names = node.path("column_names");
        if (!node.path("class").asText().equals("COLUMN_REF") || names.size() != 1) {
            throw refused("only plain columns split it");
        }
        return names.path(0).asText();
    }

    /** What it is of; nothing where rows are counted. */
    private static Optional<Counted> aggregate(JsonNode item) {
        String function = item.path("function_name").asText();
        if (!item.path("class").asText().equals("FUNCTION") || !AGGREGATES.contains(function)) {
            throw refused("only count, sum and avg of a column may leave");
        }
        JsonNode filter = item.path("filter");
        if (!filter.isMissingNode() && !filter.isNull()) {
            throw refused("a condition belongs after WHERE");
        }
        item.forEach(Shape::onlyColumns);
        boolean added = !function.startsWith("count");
        if (added && item.path("distinct").asBoolean()) {
            throw refused("sums and means are of all rows");
        }
        return function.equals("count_star")
                ? Optional.empty()
                : Optional.of(new Counted(column(item.path("arguments").path(0).path("expression")), added));
    }

    /** Whatever an aggregate is made of, in whichever part of it. */
    private static void onlyColumns(JsonNode part) {
        if (part.has("class")) {
            column(part);
        }
        part.forEach(Shape::onlyColumns);
    }

    private static ProtectionException refused(String why) {
        return PublishedQuery.refused(why);
    }
}
