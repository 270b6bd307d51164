package org.wasl.transform.linkage.splink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.block.Rule;
import org.wasl.transform.linkage.compare.PairSql;
import org.wasl.transform.linkage.compare.Slots;
import org.wasl.transform.linkage.file.ModelFile;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.model.LinkageModel.Clustering;
import org.wasl.transform.linkage.model.LinkageModel.Comparison;
import org.wasl.transform.linkage.model.LinkageModel.Constraint;
import org.wasl.transform.linkage.model.LinkageModel.Estimation;
import org.wasl.transform.linkage.model.LinkageModel.Level;
import org.wasl.transform.linkage.model.LinkageModel.Scope;
import org.wasl.transform.linkage.model.LinkageModel.TermFrequency;
import org.wasl.transform.linkage.model.LinkageModel.Thresholds;

/**
 * Reads a settings file of Splink 4 or 5 as a model. Where every level has its m and u the parameters are taken as they
 * are, and every compared pair is written with the weight that Splink gives it; else the model is estimated.
 */
public final class SplinkSettings {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Splink's m of the highest level where the file gives none; the others share the rest. */
    private static final double DEFAULT_M = 0.95;

    private final String file;
    private final List<String> problems = new ArrayList<>();
    private final Slots unused = new Slots();

    private SplinkSettings(String file) {
        this.file = file;
    }

    public static boolean isOne(Path file) {
        return file.toString().endsWith(".json");
    }

    /** Reads a settings file.
     *
     * @throws TransformException naming every part that is not understood
     */
    public static LinkageModel read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new TransformException("cannot read the settings " + file + ": " + e.getMessage(), e);
        }
    }

    static LinkageModel parse(String file, String document) {
        try {
            return new SplinkSettings(file).model(JSON.readTree(document));
        } catch (JsonProcessingException e) {
            throw new TransformException(
                    file + " is not JSON: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        }
    }

    private LinkageModel model(JsonNode settings) {
        if (!settings.path("comparisons").isArray()
                || !settings.path("blocking_rules_to_generate_predictions").isArray()) {
            throw new TransformException(
                    file
                            + " is no settings file of Splink: it needs comparisons and blocking_rules_to_generate_predictions");
        }
        String dialect = settings.path("sql_dialect").asText("duckdb");
        if (!dialect.equals("duckdb")) {
            problems.add("sql_dialect: " + dialect
                    + " is not read, only duckdb: in Splink, save the model from a DuckDB linker");
        }
        List<String> rules = new ArrayList<>();
        for (JsonNode rule : settings.path("blocking_rules_to_generate_predictions")) rules.add(rule(rule));
        boolean trained = isTrained(settings);
        List<Comparison> comparisons = new ArrayList<>();
        for (JsonNode comparison : settings.path("comparisons")) comparisons.add(comparison(comparison, trained));
        if (!problems.isEmpty()) {
            throw new TransformException(
                    problems.size() == 1
                            ? file + ": " + problems.get(0)
                            : problems.size() + " problems in " + file + ":\n"
                                    + problems.stream().map(p -> "  " + p).collect(Collectors.joining("\n")));
        }
        Estimation defaults = ModelFile.ESTIMATION;
        return new LinkageModel(
                settings.path("linker_uid").asText("splink"),
                "Which records are of one entity?",
                List.of(),
                settings.path("unique_id_column_name").asText("unique_id"),
                List.of(),
                scope(settings.path("link_type").asText("dedupe_only")),
                List.of(),
                true,
                rules,
                comparisons,
                new Estimation(
                        trained
                                ? settings.path("probability_two_random_records_match")
                                        .asDouble(0.0001)
                                : null,
                        List.of(),
                        defaults.recall(),
                        List.of(),
                        defaults.samplePairs(),
                        defaults.seed(),
                        settings.path("max_iterations").asInt(defaults.iterations()),
                        settings.path("em_convergence").asDouble(defaults.convergence())),
                new Thresholds(ModelFile.THRESHOLDS.link(), trained ? 0 : ModelFile.THRESHOLDS.keep()),
                Constraint.NONE,
                Clustering.CONNECTED,
                ModelFile.LIMITS);
    }

    /** Whether estimation has been done: some level of each comparison has both probabilities. */
    private static boolean isTrained(JsonNode settings) {
        for (JsonNode comparison : settings.path("comparisons")) {
            boolean any = false;
            for (JsonNode level : comparison.path("comparison_levels")) {
                any |= level.has("m_probability") && level.has("u_probability");
            }
            if (!any) return false;
        }
        return true;
    }

    private Scope scope(String linkType) {
        return switch (linkType) {
            case "link_only" -> Scope.LINK;
            case "link_and_dedupe" -> Scope.BOTH;
            default -> Scope.DEDUPE;
        };
    }

    private String rule(JsonNode rule) {
        String text =
                rule.isTextual() ? rule.asText() : rule.path("blocking_rule").asText();
        if (rule.has("arrays_to_explode") && !rule.path("arrays_to_explode").isEmpty()) {
            problems.add("blocking rule `" + text
                    + "`: arrays_to_explode is not understood; write the equality of one element");
        }
        String sql = DuckSql.condition(text);
        try {
            Rule unusedRule = Rule.of(sql, unused);
            return unusedRule.text();
        } catch (PairSql.NotUnderstood | TransformException e) {
            problems.add("blocking rule `" + text + "`: " + e.getMessage());
            return sql;
        }
    }

    private Comparison comparison(JsonNode comparison, boolean trained) {
        String name = comparison.path("output_column_name").asText("");
        List<Level> levels = new ArrayList<>();
        JsonNode given = comparison.path("comparison_levels");
        int known = 0;
        for (JsonNode level : given) if (!level.path("is_null_level").asBoolean(false)) known++;
        int value = known - 1;
        for (JsonNode level : given) {
            boolean missing = level.path("is_null_level").asBoolean(false);
            levels.add(level(name, level, missing, value, known, trained));
            if (!missing) value--;
        }
        return new Comparison(name, levels);
    }

    private Level level(String comparison, JsonNode level, boolean missing, int value, int levels, boolean trained) {
        String sql = level.path("sql_condition").asText("");
        boolean otherwise = sql.strip().equalsIgnoreCase("else");
        String condition = otherwise ? null : DuckSql.condition(sql);
        if (condition != null) {
            try {
                new PairSql(unused).test(condition);
            } catch (PairSql.NotUnderstood e) {
                problems.add("comparison " + comparison + ", level `"
                        + level.path("label_for_charts").asText(sql) + "`: " + e.getMessage());
            }
        }
        Double m = probability(level, "m_probability");
        Double u = probability(level, "u_probability");
        boolean fixM = level.path("fix_m_probability").asBoolean(false) && m != null;
        boolean fixU = level.path("fix_u_probability").asBoolean(false) && u != null;
        if (trained && !missing) {
            // What Splink takes where its file gives none.
            if (m == null) m = defaultM(value, levels);
            if (u == null) u = defaultM(value, levels) / Math.pow(2, defaultWeight(value, levels));
            fixM = true;
            fixU = true;
        }
        return new Level(
                level.path("label_for_charts").asText(sql),
                condition,
                missing,
                missing ? null : m,
                missing ? null : u,
                fixM,
                fixU,
                otherwise ? null : frequency(level));
    }

    private static double defaultM(int value, int levels) {
        return value == levels - 1 ? DEFAULT_M : (1 - DEFAULT_M) / (levels - 1);
    }

    private static double defaultWeight(int value, int levels) {
        if (value == levels - 1) return 10;
        return levels == 2 ? -5 : -5 + 8.0 * value / (levels - 2);
    }

    private static @Nullable Double probability(JsonNode level, String key) {
        JsonNode value = level.get(key);
        return value == null || !value.isNumber() ? null : value.asDouble();
    }

    private static @Nullable TermFrequency frequency(JsonNode level) {
        JsonNode column = level.get("tf_adjustment_column");
        if (column == null || column.isNull()) return null;
        return new TermFrequency(
                column.asText().replace("\"", ""),
                level.path("tf_adjustment_weight").asDouble(1),
                level.path("tf_minimum_u_value").asDouble(0),
                level.path("disable_tf_exact_match_detection").asBoolean(false));
    }
}
