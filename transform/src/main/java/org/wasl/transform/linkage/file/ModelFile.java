package org.wasl.transform.linkage.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.catalyst.util.QuotingUtils;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.model.Input;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.model.LinkageModel.Clustering;
import org.wasl.transform.linkage.model.LinkageModel.Comparison;
import org.wasl.transform.linkage.model.LinkageModel.Constraint;
import org.wasl.transform.linkage.model.LinkageModel.Estimation;
import org.wasl.transform.linkage.model.LinkageModel.Limits;
import org.wasl.transform.linkage.model.LinkageModel.ModelColumn;
import org.wasl.transform.linkage.model.LinkageModel.Scope;
import org.wasl.transform.linkage.model.LinkageModel.Thresholds;
import org.wasl.transform.linkage.standardise.Standardiser;

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
    private final Problems problems;
    private final Values values;
    private final ConditionReader conditions;

    private ModelFile(Problems problems) {
        this.problems = problems;
        values = new Values(problems);
        conditions = new ConditionReader(values, problems);
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
        Map<String, Node> top = values.mapping(node, "the model", KEYS);
        List<ModelColumn> columns = columns(top.get("columns"));
        List<String> block = conditions.read(top.get("block"), "block");
        if (block.isEmpty()) {
            problems.add(
                    Values.line(top.get("block"), node),
                    "block: at least one rule is needed, as in `- l.surname = r.surname`");
        }
        List<Comparison> comparisons = new ComparisonReader(values, conditions, problems).read(top.get("comparisons"));
        if (comparisons.isEmpty()) {
            problems.add(Values.line(top.get("comparisons"), node), "comparisons: at least one is needed");
        }
        List<String> ids = values.texts(top.get("id"));
        return new LinkageModel(
                values.text(top.get("model"), "model"),
                values.text(top.get("question"), "Which records are of one entity?"),
                inputs(top.get("inputs")),
                ids.isEmpty() ? "id" : ids.get(0),
                ids.stream().skip(1).toList(),
                top.containsKey("scope") ? values.choice(top.get("scope"), "scope", Scope.DEDUPE) : null,
                columns,
                false,
                block,
                comparisons,
                estimation(top.get("estimate")),
                thresholds(top.get("thresholds")),
                values.choice(top.get("constraint"), "constraint", Constraint.NONE),
                values.choice(top.get("cluster"), "cluster", Clustering.CONNECTED),
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
            if (value instanceof Node.Scalar) inputs.add(new Input(source, values.text(value, source)));
            else {
                Map<String, Node> entries =
                        values.mapping(value, "inputs: " + source, Set.of("file", "view", "release", "table", "sql"));
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
        if (keys.equals(Set.of("file"))) return new Input(source, values.text(entries.get("file"), source));
        if (keys.equals(Set.of("view"))) {
            return new Input(
                    source,
                    Input.ofView(values.text(entries.get("view"), source)).path());
        }
        String release = values.text(entries.get("release"), "current");
        if (keys.equals(Set.of("release", "table"))) {
            return new Input(source, values.text(entries.get("table"), source), release, null);
        }
        return keys.equals(Set.of("release", "sql"))
                ? new Input(source, "", release, values.text(entries.get("sql"), ""))
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
        Map<String, Node> entries = values.mapping(node, "columns: " + name, Set.of("from", "sql", "standardise"));
        String expression = quote(values.text(entries.get("from"), name));
        Node sql = entries.get("sql");
        if (sql != null) {
            expression = values.text(sql, expression);
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
        List<String> names = values.texts(node);
        for (String name : names) {
            if (node != null && !Standardiser.isKnown(name)) {
                problems.add(node.line(), "there is no standardiser '" + name + "'; there are " + Standardiser.names());
            }
        }
        return names;
    }

    private Estimation estimation(@Nullable Node node) {
        Map<String, Node> e = values.mapping(
                node,
                "estimate",
                Set.of("prior", "deterministic", "recall", "blocks", "pairs", "seed", "iterations", "convergence"));
        Double recall = values.number(e.get("recall"), "recall", 0.001, 1);
        Double pairs = values.number(e.get("pairs"), "pairs", 1000, 1e9);
        Double seed = values.number(e.get("seed"), "seed", Long.MIN_VALUE, Long.MAX_VALUE);
        Double iterations = values.number(e.get("iterations"), "iterations", 1, 10_000);
        Double convergence = values.number(e.get("convergence"), "convergence", 1e-12, 0.1);
        return new Estimation(
                values.number(e.get("prior"), "prior", 1e-15, 0.999),
                conditions.read(e.get("deterministic"), "deterministic"),
                recall == null ? ESTIMATION.recall() : recall,
                conditions.read(e.get("blocks"), "estimate: blocks"),
                pairs == null ? ESTIMATION.samplePairs() : pairs.longValue(),
                seed == null ? ESTIMATION.seed() : seed.longValue(),
                iterations == null ? ESTIMATION.iterations() : iterations.intValue(),
                convergence == null ? ESTIMATION.convergence() : convergence);
    }

    private Thresholds thresholds(@Nullable Node node) {
        Map<String, Node> e = values.mapping(node, "thresholds", Set.of("link", "keep"));
        Double link = values.number(e.get("link"), "thresholds: link", 0, 1);
        Double keep = values.number(e.get("keep"), "thresholds: keep", 0, 1);
        return new Thresholds(link == null ? THRESHOLDS.link() : link, keep == null ? THRESHOLDS.keep() : keep);
    }

    private Limits limits(@Nullable Node node) {
        Map<String, Node> e = values.mapping(node, "limits", Set.of("pairs", "block"));
        Double pairs = values.number(e.get("pairs"), "limits: pairs", 1, 1e15);
        Double block = values.number(e.get("block"), "limits: block", 2, 1e9);
        return new Limits(
                pairs == null ? LIMITS.pairs() : pairs.longValue(), block == null ? LIMITS.block() : block.longValue());
    }

    public static String quote(String column) {
        return QuotingUtils.quoteIfNeeded(column);
    }
}
