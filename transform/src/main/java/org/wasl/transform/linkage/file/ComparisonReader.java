package org.wasl.transform.linkage.file;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.model.LinkageModel.Comparison;
import org.wasl.transform.linkage.model.LinkageModel.Level;
import org.wasl.transform.linkage.model.LinkageModel.TermFrequency;
import org.wasl.transform.standardise.Similarities;

/** Reads a model's comparisons and their levels. */
final class ComparisonReader {
    /** Similarities and distances that a level may ask for, each with the comparison that agrees. */
    static final Map<String, String> BOUNDS = bounds();

    private static Map<String, String> bounds() {
        Map<String, String> bounds = new TreeMap<>();
        for (String similarity : List.of("jaro_winkler", "jaro", "jaccard", "qgram", "token_set", "shared_words")) {
            bounds.put(similarity, ">=");
        }
        for (String distance : List.of("levenshtein", "damerau_levenshtein", "days")) bounds.put(distance, "<=");
        Similarities.all().forEach(similarity -> bounds.put(similarity.name(), ">="));
        // Of two lists, the elements that are most alike.
        Map.copyOf(bounds).forEach((name, sign) -> bounds.put((sign.equals(">=") ? "max_" : "min_") + name, sign));
        bounds.put("shared", ">=");
        bounds.put("tfidf_cosine", ">=");
        return bounds;
    }

    static final Set<String> LEVEL_KEYS = Set.of("label", "m", "u", "term_frequency", "column");

    private final Values values;
    private final ConditionReader conditions;
    private final Problems problems;

    ComparisonReader(Values values, ConditionReader conditions, Problems problems) {
        this.values = values;
        this.conditions = conditions;
        this.problems = problems;
    }

    /** The comparisons, each with the level of all other pairs as its last. */
    List<Comparison> read(@Nullable Node node) {
        List<Comparison> comparisons = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Node one : Values.nodes(node)) {
            Map<String, Node> entries = values.mapping(
                    one,
                    "comparisons",
                    Set.of("comparison", "column", "levels", "missing", "different", "term_frequency"));
            Node named = entries.containsKey("comparison") ? entries.get("comparison") : entries.get("column");
            String name = values.text(named, "");
            if (name.isEmpty()) problems.add(one.line(), "comparisons: `comparison:` or `column:` is missing");
            else if (!names.add(name)) problems.add(one.line(), "comparisons: " + name + " stands here a second time");
            comparisons.add(comparison(name, one, entries));
        }
        return comparisons;
    }

    private Comparison comparison(String name, Node node, Map<String, Node> entries) {
        @Nullable String column = entries.containsKey("column") ? values.text(entries.get("column"), name) : null;
        List<Level> levels = new ArrayList<>();
        String missing = values.text(entries.get("missing"), "neutral");
        if (column != null && !missing.equals("different")) {
            boolean says = missing.equals("level");
            if (!says && !missing.equals("neutral")) {
                problems.add(node.line(), name + ": missing: is neutral, level or different, not '" + missing + "'");
            }
            String either = "l." + ModelFile.quote(column) + " IS NULL OR r." + ModelFile.quote(column) + " IS NULL";
            levels.add(new Level("missing", either, !says, null, null, false, false, null));
        }
        List<Node> given = Values.nodes(entries.get("levels"));
        if (given.isEmpty()) problems.add(node.line(), name + ": levels: at least one is needed, as in [exact]");
        @Nullable TermFrequency frequency = frequency(entries.get("term_frequency"), column == null ? name : column);
        for (Node level : given) levels.add(level(name, column, level, frequency));
        Map<String, Node> different = values.mapping(entries.get("different"), name + ": different", Set.of("m", "u"));
        Double m = values.number(different.get("m"), name + ": different: m", 0, 1);
        Double u = values.number(different.get("u"), name + ": different: u", 0, 1);
        levels.add(new Level("different", null, false, m, u, m != null, u != null, null));
        return new Comparison(name, levels);
    }

    private Level level(String name, @Nullable String column, Node node, @Nullable TermFrequency frequency) {
        if (node instanceof Node.Scalar) {
            String kind = values.text(node, "");
            if (!kind.equals("exact") || column == null) {
                problems.add(
                        node.line(),
                        name + ": a level is `exact` or a mapping such as {jaro_winkler: 0.9}, not '" + kind + "'"
                                + (column == null ? "; `exact` needs `column:`" : ""));
                return new Level(kind, null, false, null, null, false, false, null);
            }
            return new Level(
                    "exact",
                    "l." + ModelFile.quote(column) + " = r." + ModelFile.quote(column),
                    false,
                    null,
                    null,
                    false,
                    false,
                    frequency);
        }
        Map<String, Node> entries = node instanceof Node.Mapping m ? m.entries() : Map.of();
        String kind = "";
        for (String key : entries.keySet()) {
            if (LEVEL_KEYS.contains(key)) continue;
            if (!kind.isEmpty())
                problems.add(node.line(), name + ": a level asks one thing, not " + kind + " and " + key);
            kind = key;
        }
        String on = values.text(entries.get("column"), column == null ? name : column);
        String condition = levelCondition(name, kind, on, node, entries);
        String value = kind.isEmpty() ? "" : values.text(entries.get(kind), "");
        String label = values.text(entries.get("label"), kind.equals("sql") ? value : (kind + " " + value).strip());
        Double m = values.number(entries.get("m"), name + ": m", 0, 1);
        Double u = values.number(entries.get("u"), name + ": u", 0, 1);
        TermFrequency own = entries.containsKey("term_frequency")
                ? frequency(entries.get("term_frequency"), on)
                : kind.equals("exact") ? frequency : null;
        return new Level(label, condition.isEmpty() ? null : condition, false, m, u, m != null, u != null, own);
    }

    private String levelCondition(String name, String kind, String column, Node node, Map<String, Node> entries) {
        String l = "l." + ModelFile.quote(column);
        String r = "r." + ModelFile.quote(column);
        String operator = BOUNDS.get(kind);
        if (operator != null) {
            Double bound = values.number(entries.get(kind), name + ": " + kind, 0, Double.MAX_VALUE);
            return kind + "(" + l + ", " + r + ") " + operator + " " + (bound == null ? 0 : bound);
        }
        Node value = entries.get(kind);
        switch (kind) {
            case "exact" -> {
                String c = ModelFile.quote(values.text(value, column));
                return "l." + c + " = r." + c;
            }
            case "difference" -> {
                return "abs(" + l + " - " + r + ") <= "
                        + values.number(value, name + ": difference", 0, Double.MAX_VALUE);
            }
            case "kilometres" -> {
                List<String> place = values.texts(entries.get("column"));
                Double bound = values.number(value, name + ": kilometres", 0, Double.MAX_VALUE);
                if (place.size() == 2) {
                    String a = ModelFile.quote(place.get(0));
                    String b = ModelFile.quote(place.get(1));
                    return "kilometres(l." + a + ", l." + b + ", r." + a + ", r." + b + ") <= " + bound;
                }
                problems.add(node.line(), name + ": kilometres needs `column: [latitude, longitude]`");
                return "";
            }
            case "sql" -> {
                String sql = values.text(value, "");
                conditions.check(sql, node.line(), name + ": sql");
                return sql;
            }
            default ->
                problems.add(
                        node.line(),
                        name + ": there is no level '" + kind + "'; there are exact, difference," + " kilometres, sql, "
                                + String.join(", ", BOUNDS.keySet()));
        }
        return "";
    }

    private @Nullable TermFrequency frequency(@Nullable Node node, String column) {
        if (node == null) return null;
        if (node instanceof Node.Scalar) {
            return values.text(node, "false").equals("true") ? new TermFrequency(column, 1, 0, false) : null;
        }
        Map<String, Node> entries =
                values.mapping(node, "term_frequency", Set.of("weight", "minimum_u", "column", "own_u"));
        Double weight = values.number(entries.get("weight"), "term_frequency: weight", 0, 1);
        Double minimum = values.number(entries.get("minimum_u"), "term_frequency: minimum_u", 0, 1);
        return new TermFrequency(
                values.text(entries.get("column"), column),
                weight == null ? 1 : weight,
                minimum == null ? 0 : minimum,
                values.text(entries.get("own_u"), "false").equals("true"));
    }
}
