package org.wasl.transform.linkage.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.catalyst.util.QuotingUtils;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.compare.PairSql;
import org.wasl.transform.linkage.compare.Slots;
import org.wasl.transform.linkage.model.Input;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.model.LinkageModel.Clustering;
import org.wasl.transform.linkage.model.LinkageModel.Comparison;
import org.wasl.transform.linkage.model.LinkageModel.Constraint;
import org.wasl.transform.linkage.model.LinkageModel.Estimation;
import org.wasl.transform.linkage.model.LinkageModel.Level;
import org.wasl.transform.linkage.model.LinkageModel.Limits;
import org.wasl.transform.linkage.model.LinkageModel.ModelColumn;
import org.wasl.transform.linkage.model.LinkageModel.Scope;
import org.wasl.transform.linkage.model.LinkageModel.TermFrequency;
import org.wasl.transform.linkage.model.LinkageModel.Thresholds;
import org.wasl.transform.linkage.standardise.Standardiser;
import org.wasl.transform.standardise.Similarities;

/** Reads a linkage model and says everything that is wrong with it at once, line by line. */
public final class ModelFile {
    public static final Estimation ESTIMATION =
            new Estimation(null, List.of(), 0.8, List.of(), 2_000_000, 1, 100, 1e-5);
    public static final Limits LIMITS = new Limits(5_000_000_000L, 50_000);
    /**
     * The link threshold that gives the best F1 is half of that F1: Lipton, Elkan and Naryanaswamy (2014), "Optimal
     * Thresholding of Classifiers to Maximize F1 Measure", theorem 1.
     */
    public static final Thresholds THRESHOLDS = new Thresholds(0.5, 0.01);

    static final Set<String> KEYS = Set.of(
            "model",
            "question",
            "inputs",
            "id",
            "scope",
            "columns",
            "block",
            "comparisons",
            "estimate",
            "thresholds",
            "constraint",
            "cluster",
            "limits");
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

    private final Problems problems;
    private final Slots unused = new Slots();

    private ModelFile(Problems problems) {
        this.problems = problems;
    }

    /** Reads a model from YAML.
     *
     * @throws TransformException naming every problem with its line
     */
    public static LinkageModel read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new TransformException(
                    "cannot read the model " + file + ": there is no such file, or you may not", e);
        }
    }

    static LinkageModel parse(String file, String document) {
        Problems problems = new Problems(file);
        Node node = Node.parse(document, problems);
        problems.raise();
        LinkageModel model = new ModelFile(problems).model(node);
        problems.raise();
        return model;
    }

    private LinkageModel model(Node node) {
        Map<String, Node> top = mapping(node, "the model", KEYS);
        List<ModelColumn> columns = columns(top.get("columns"));
        List<String> block = conditions(top.get("block"), "block");
        if (block.isEmpty()) {
            problems.add(
                    line(top.get("block"), node),
                    "block: at least one rule is needed, as in `- l.surname = r.surname`");
        }
        List<Comparison> comparisons = comparisons(top.get("comparisons"));
        if (comparisons.isEmpty()) {
            problems.add(line(top.get("comparisons"), node), "comparisons: at least one is needed");
        }
        return new LinkageModel(
                text(top.get("model"), "model"),
                text(top.get("question"), "Which records are of one entity?"),
                inputs(top.get("inputs")),
                text(top.get("id"), "id"),
                top.containsKey("scope") ? choice(top.get("scope"), "scope", Scope.DEDUPE) : null,
                columns,
                block,
                comparisons,
                estimation(top.get("estimate")),
                thresholds(top.get("thresholds")),
                choice(top.get("constraint"), "constraint", Constraint.NONE),
                choice(top.get("cluster"), "cluster", Clustering.CONNECTED),
                limits(top.get("limits")));
    }

    /** {@code source: file}, or a mapping with {@code file}, {@code view}, or {@code release} and {@code table} or {@code sql}. */
    private List<Input> inputs(@Nullable Node node) {
        List<Input> inputs = new ArrayList<>();
        if (node == null) return inputs;
        if (!(node instanceof Node.Mapping mapping)) {
            problems.add(node.line(), "inputs: expected `source: file.csv` lines");
            return inputs;
        }
        mapping.entries().forEach((source, value) -> {
            if (value instanceof Node.Scalar) inputs.add(new Input(source, text(value, source)));
            else {
                Map<String, Node> entries =
                        mapping(value, "inputs: " + source, Set.of("file", "view", "release", "table", "sql"));
                Input input = input(source, entries);
                if (input == null) {
                    problems.add(
                            value.line(),
                            "inputs: " + source
                                    + ": give `file:`, `view:`, or `release:` with `table:` or `sql:`, and nothing else");
                } else inputs.add(input);
            }
        });
        return inputs;
    }

    /** Null where the keys do not say one thing. */
    private @Nullable Input input(String source, Map<String, Node> entries) {
        Set<String> keys = entries.keySet();
        if (keys.equals(Set.of("file"))) return new Input(source, text(entries.get("file"), source));
        if (keys.equals(Set.of("view"))) {
            return new Input(
                    source, Input.ofView(text(entries.get("view"), source)).path());
        }
        String release = text(entries.get("release"), "current");
        if (keys.equals(Set.of("release", "table"))) {
            return new Input(source, text(entries.get("table"), source), release, null);
        }
        return keys.equals(Set.of("release", "sql"))
                ? new Input(source, "", release, text(entries.get("sql"), ""))
                : null;
    }

    private List<ModelColumn> columns(@Nullable Node node) {
        List<ModelColumn> columns = new ArrayList<>();
        if (node == null) return columns;
        if (!(node instanceof Node.Mapping mapping)) {
            problems.add(node.line(), "columns: expected `name: [standardisers]` lines");
            return columns;
        }
        mapping.entries().forEach((name, value) -> columns.add(column(name, value)));
        return columns;
    }

    private ModelColumn column(String name, Node node) {
        if (!(node instanceof Node.Mapping)) return new ModelColumn(name, quote(name), standardisers(node));
        Map<String, Node> entries = mapping(node, "columns: " + name, Set.of("from", "sql", "standardise"));
        String expression = quote(text(entries.get("from"), name));
        Node sql = entries.get("sql");
        if (sql != null) {
            expression = text(sql, expression);
            try {
                CatalystSqlParser$.MODULE$.parseExpression(expression);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) { // ParseException is checked, and Scala declares nothing
                problems.add(sql.line(), "columns: " + name + ": `" + expression + "` is not an SQL expression");
            }
        }
        return new ModelColumn(name, expression, standardisers(entries.get("standardise")));
    }

    private List<String> standardisers(@Nullable Node node) {
        List<String> names = texts(node);
        for (String name : names) {
            if (node != null && !Standardiser.isKnown(name)) {
                problems.add(node.line(), "there is no standardiser '" + name + "'; there are " + Standardiser.names());
            }
        }
        return names;
    }

    private List<String> conditions(@Nullable Node node, String key) {
        List<String> conditions = new ArrayList<>();
        for (Node one : nodes(node)) {
            String sql = condition(one);
            checkCondition(sql, one.line(), key);
            if (!sql.isEmpty()) conditions.add(sql);
        }
        return conditions;
    }

    /** A rule may be a list of columns that agree. */
    private String condition(Node node) {
        if (node instanceof Node.Sequence) {
            return String.join(
                    " AND ",
                    texts(node).stream()
                            .map(c -> "l." + quote(c) + " = r." + quote(c))
                            .toList());
        }
        return text(node, "");
    }

    private void checkCondition(String sql, int line, String key) {
        if (sql.isEmpty()) {
            problems.add(line, key + ": an empty rule");
            return;
        }
        try {
            new PairSql(unused).test(sql);
        } catch (PairSql.NotUnderstood e) {
            problems.add(line, key + ": " + e.getMessage());
        }
    }

    private List<Comparison> comparisons(@Nullable Node node) {
        List<Comparison> comparisons = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Node one : nodes(node)) {
            Map<String, Node> entries = mapping(
                    one,
                    "comparisons",
                    Set.of("comparison", "column", "levels", "missing", "different", "term_frequency"));
            Node named = entries.containsKey("comparison") ? entries.get("comparison") : entries.get("column");
            String name = text(named, "");
            if (name.isEmpty()) problems.add(one.line(), "comparisons: `comparison:` or `column:` is missing");
            else if (!names.add(name)) problems.add(one.line(), "comparisons: " + name + " stands here a second time");
            comparisons.add(comparison(name, one, entries));
        }
        return comparisons;
    }

    private Comparison comparison(String name, Node node, Map<String, Node> entries) {
        @Nullable String column = entries.containsKey("column") ? text(entries.get("column"), name) : null;
        List<Level> levels = new ArrayList<>();
        String missing = text(entries.get("missing"), "neutral");
        if (column != null && !missing.equals("different")) {
            boolean says = missing.equals("level");
            if (!says && !missing.equals("neutral")) {
                problems.add(node.line(), name + ": missing: is neutral, level or different, not '" + missing + "'");
            }
            String either = "l." + quote(column) + " IS NULL OR r." + quote(column) + " IS NULL";
            levels.add(new Level("missing", either, !says, null, null, false, false, null));
        }
        List<Node> given = nodes(entries.get("levels"));
        if (given.isEmpty()) problems.add(node.line(), name + ": levels: at least one is needed, as in [exact]");
        @Nullable TermFrequency frequency = frequency(entries.get("term_frequency"), column == null ? name : column);
        for (Node level : given) levels.add(level(name, column, level, frequency));
        Map<String, Node> different = mapping(entries.get("different"), name + ": different", Set.of("m", "u"));
        Double m = number(different.get("m"), name + ": different: m", 0, 1);
        Double u = number(different.get("u"), name + ": different: u", 0, 1);
        levels.add(new Level("different", null, false, m, u, m != null, u != null, null));
        return new Comparison(name, levels);
    }

    private Level level(String name, @Nullable String column, Node node, @Nullable TermFrequency frequency) {
        if (node instanceof Node.Scalar) {
            String kind = text(node, "");
            if (!kind.equals("exact") || column == null) {
                problems.add(
                        node.line(),
                        name + ": a level is `exact` or a mapping such as {jaro_winkler: 0.9}, not '" + kind + "'"
                                + (column == null ? "; `exact` needs `column:`" : ""));
                return new Level(kind, null, false, null, null, false, false, null);
            }
            return new Level(
                    "exact",
                    "l." + quote(column) + " = r." + quote(column),
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
        String on = text(entries.get("column"), column == null ? name : column);
        String condition = levelCondition(name, kind, on, node, entries);
        String value = kind.isEmpty() ? "" : text(entries.get(kind), "");
        String label = text(entries.get("label"), kind.equals("sql") ? value : (kind + " " + value).strip());
        Double m = number(entries.get("m"), name + ": m", 0, 1);
        Double u = number(entries.get("u"), name + ": u", 0, 1);
        TermFrequency own = entries.containsKey("term_frequency")
                ? frequency(entries.get("term_frequency"), on)
                : kind.equals("exact") ? frequency : null;
        return new Level(label, condition.isEmpty() ? null : condition, false, m, u, m != null, u != null, own);
    }

    private String levelCondition(String name, String kind, String column, Node node, Map<String, Node> entries) {
        String l = "l." + quote(column);
        String r = "r." + quote(column);
        String operator = BOUNDS.get(kind);
        if (operator != null) {
            Double bound = number(entries.get(kind), name + ": " + kind, 0, Double.MAX_VALUE);
            return kind + "(" + l + ", " + r + ") " + operator + " " + (bound == null ? 0 : bound);
        }
        Node value = entries.get(kind);
        switch (kind) {
            case "exact" -> {
                String c = quote(text(value, column));
                return "l." + c + " = r." + c;
            }
            case "difference" -> {
                return "abs(" + l + " - " + r + ") <= " + number(value, name + ": difference", 0, Double.MAX_VALUE);
            }
            case "kilometres" -> {
                List<String> place = texts(entries.get("column"));
                Double bound = number(value, name + ": kilometres", 0, Double.MAX_VALUE);
                if (place.size() == 2) {
                    String a = quote(place.get(0));
                    String b = quote(place.get(1));
                    return "kilometres(l." + a + ", l." + b + ", r." + a + ", r." + b + ") <= " + bound;
                }
                problems.add(node.line(), name + ": kilometres needs `column: [latitude, longitude]`");
                return "";
            }
            case "sql" -> {
                String sql = text(value, "");
                checkCondition(sql, node.line(), name + ": sql");
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
            return text(node, "false").equals("true") ? new TermFrequency(column, 1, 0, false) : null;
        }
        Map<String, Node> entries = mapping(node, "term_frequency", Set.of("weight", "minimum_u", "column", "own_u"));
        Double weight = number(entries.get("weight"), "term_frequency: weight", 0, 1);
        Double minimum = number(entries.get("minimum_u"), "term_frequency: minimum_u", 0, 1);
        return new TermFrequency(
                text(entries.get("column"), column),
                weight == null ? 1 : weight,
                minimum == null ? 0 : minimum,
                text(entries.get("own_u"), "false").equals("true"));
    }

    private Estimation estimation(@Nullable Node node) {
        Map<String, Node> e = mapping(
                node,
                "estimate",
                Set.of("prior", "deterministic", "recall", "blocks", "pairs", "seed", "iterations", "convergence"));
        Double recall = number(e.get("recall"), "recall", 0.001, 1);
        Double pairs = number(e.get("pairs"), "pairs", 1000, 1e9);
        Double seed = number(e.get("seed"), "seed", Long.MIN_VALUE, Long.MAX_VALUE);
        Double iterations = number(e.get("iterations"), "iterations", 1, 10_000);
        Double convergence = number(e.get("convergence"), "convergence", 1e-12, 0.1);
        return new Estimation(
                number(e.get("prior"), "prior", 1e-15, 0.999),
                conditions(e.get("deterministic"), "deterministic"),
                recall == null ? ESTIMATION.recall() : recall,
                conditions(e.get("blocks"), "estimate: blocks"),
                pairs == null ? ESTIMATION.samplePairs() : pairs.longValue(),
                seed == null ? ESTIMATION.seed() : seed.longValue(),
                iterations == null ? ESTIMATION.iterations() : iterations.intValue(),
                convergence == null ? ESTIMATION.convergence() : convergence);
    }

    private Thresholds thresholds(@Nullable Node node) {
        Map<String, Node> e = mapping(node, "thresholds", Set.of("link", "keep"));
        Double link = number(e.get("link"), "thresholds: link", 0, 1);
        Double keep = number(e.get("keep"), "thresholds: keep", 0, 1);
        return new Thresholds(link == null ? THRESHOLDS.link() : link, keep == null ? THRESHOLDS.keep() : keep);
    }

    private Limits limits(@Nullable Node node) {
        Map<String, Node> e = mapping(node, "limits", Set.of("pairs", "block"));
        Double pairs = number(e.get("pairs"), "limits: pairs", 1, 1e15);
        Double block = number(e.get("block"), "limits: block", 2, 1e9);
        return new Limits(
                pairs == null ? LIMITS.pairs() : pairs.longValue(), block == null ? LIMITS.block() : block.longValue());
    }

    private Map<String, Node> mapping(@Nullable Node node, String what, Set<String> keys) {
        if (node == null) return Map.of();
        if (!(node instanceof Node.Mapping mapping)) {
            problems.add(node.line(), what + ": expected `key: value` lines");
            return Map.of();
        }
        Map<String, Node> known = new LinkedHashMap<>();
        mapping.entries().forEach((key, value) -> {
            if (keys.contains(key)) known.put(key, value);
            else {
                problems.add(
                        value.line(),
                        what + ": unknown key '" + key + "'; known are "
                                + String.join(", ", keys.stream().sorted().toList()));
            }
        });
        return known;
    }

    private <E extends Enum<E>> E choice(@Nullable Node node, String key, E otherwise) {
        if (node == null) return otherwise;
        String text = text(node, "");
        for (E value : otherwise.getDeclaringClass().getEnumConstants()) {
            if (value.name().toLowerCase(Locale.ROOT).equals(text)) return value;
        }
        problems.add(
                node.line(),
                key + ": '" + text + "' is not one of "
                        + String.join(
                                ", ",
                                Arrays.stream(otherwise.getDeclaringClass().getEnumConstants())
                                        .map(v -> v.name().toLowerCase(Locale.ROOT))
                                        .toList()));
        return otherwise;
    }

    private @Nullable Double number(@Nullable Node node, String key, double least, double most) {
        if (node == null) return null;
        try {
            double value = Double.parseDouble(text(node, ""));
            if (value >= least && value <= most) return value;
            problems.add(node.line(), key + ": " + text(node, "") + " is not between " + least + " and " + most);
        } catch (NumberFormatException e) {
            problems.add(node.line(), key + ": '" + text(node, "") + "' is not a number");
        }
        return least;
    }

    private String text(@Nullable Node node, String otherwise) {
        if (node instanceof Node.Scalar scalar && scalar.text() != null) return scalar.text();
        if (node != null && !(node instanceof Node.Scalar) && !(node instanceof Node.Sequence)) {
            problems.add(node.line(), "expected one value, not a mapping");
        }
        return otherwise;
    }

    private List<String> texts(@Nullable Node node) {
        if (node instanceof Node.Scalar scalar && scalar.text() != null) return List.of(scalar.text());
        return nodes(node).stream().map(n -> text(n, "")).toList();
    }

    private static List<Node> nodes(@Nullable Node node) {
        return node instanceof Node.Sequence sequence ? sequence.nodes() : List.of();
    }

    private static int line(@Nullable Node node, Node otherwise) {
        return (node == null ? otherwise : node).line();
    }

    public static String quote(String column) {
        return QuotingUtils.quoteIfNeeded(column);
    }
}
