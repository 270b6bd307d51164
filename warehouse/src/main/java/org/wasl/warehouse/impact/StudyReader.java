package org.wasl.warehouse.impact;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wasl.warehouse.catalogue.Words;
import org.wasl.warehouse.survey.SurveyException;
import org.wasl.warehouse.survey.YamlDocument;
import org.wasl.warehouse.yaml.Nearest;

/** The study file's keys, every problem in one message. */
final class StudyReader {
    private static final List<String> KEYS = List.of(
            "question",
            "labels",
            "file",
            "release",
            "table",
            "sql",
            "unit",
            "time",
            "treatment",
            "outcomes",
            "covariates",
            "cluster",
            "weights",
            "subgroups",
            "adjust",
            "estimators");
    private static final List<String> TYPES = List.of("twogroup", "feols");

    private final Path file;
    private final String text;
    private final YamlDocument document;
    private final JsonNode root;

    private StudyReader(Path file, String text, YamlDocument document) {
        this.file = file;
        this.text = text;
        this.document = document;
        this.root = document.root();
    }

    static Study read(Path file) {
        try {
            String text = Files.readString(file);
            return new StudyReader(file, text, YamlDocument.parse(text, file.toString())).study();
        } catch (IOException unreadable) {
            throw new StudyException("The study " + file + " cannot be read: " + unreadable.getMessage(), unreadable);
        } catch (SurveyException notYaml) {
            throw new StudyException(String.valueOf(notYaml.getMessage()), notYaml);
        }
    }

    private Study study() {
        document.unknownKeys(root, "", KEYS);
        Words question = words(root.path("question"), "/question");
        Map<String, Words> labels = labels();
        Study.Input input = input();
        String unit = required("unit", "the column of what is observed over time");
        String time = required("time", "the column of the period");
        String treatment = required("treatment", "the column of the first treated period");
        List<String> outcomes = YamlDocument.texts(root, "outcomes");
        if (outcomes.isEmpty()) {
            document.problem("/outcomes", "outcomes is missing: name at least one column.");
        }
        String cluster = YamlDocument.text(root, "cluster");
        String weights = YamlDocument.text(root, "weights");
        PAdjust adjust = adjust();
        List<Specification> estimators = estimators(cluster.isEmpty() ? unit : cluster);
        if (!document.problems().isEmpty()) {
            throw new StudyException(document.problems());
        }
        return new Study(
                file,
                text,
                question,
                labels,
                input,
                unit,
                time,
                treatment,
                outcomes,
                YamlDocument.texts(root, "covariates"),
                cluster.isEmpty() ? unit : cluster,
                weights.isEmpty() ? null : weights,
                YamlDocument.texts(root, "subgroups"),
                adjust,
                estimators);
    }

    private Map<String, Words> labels() {
        Map<String, Words> labels = new LinkedHashMap<>();
        root.path("labels")
                .properties()
                .forEach(e -> labels.put(e.getKey(), words(e.getValue(), "/labels/" + e.getKey())));
        return labels;
    }

    /** A text for both languages, or one for each: {@code {en: …, ar: …}}. */
    private Words words(JsonNode value, String pointer) {
        if (!value.isObject()) {
            String both = value.isNull() ? "" : value.asText("");
            return new Words(both, both);
        }
        document.unknownKeys(value, pointer, List.of("en", "ar"));
        String en = YamlDocument.text(value, "en");
        String ar = YamlDocument.text(value, "ar");
        if (en.isEmpty() && ar.isEmpty()) {
            document.problem(pointer, "give a text, or one a language: {en: …, ar: …}.");
        }
        return new Words(en.isEmpty() ? ar : en, ar.isEmpty() ? en : ar);
    }

    private String required(String key, String meaning) {
        String value = YamlDocument.text(root, key);
        if (value.isEmpty()) {
            document.problem("/" + key, key + " is missing: " + meaning + ".");
        }
        return value;
    }

    private Study.Input input() {
        String path = YamlDocument.text(root, "file");
        String release = YamlDocument.text(root, "release");
        String table = YamlDocument.text(root, "table");
        String sql = YamlDocument.text(root, "sql");
        if (path.isEmpty() == release.isEmpty()) {
            document.problem("/file", "give either file: data.csv or .parquet, or release: with table: or sql:.");
        }
        if (!path.isEmpty()) {
            return new Study.Input.DataFile(file.resolveSibling(path));
        }
        if (!release.isEmpty() && table.isEmpty() == sql.isEmpty()) {
            document.problem("/release", "a release needs either table: or sql:.");
        }
        String relation = sql.isEmpty() ? '"' + table.replace("\"", "\"\"") + '"' : "(" + sql + ")";
        return new Study.Input.OfRelease(release, relation);
    }

    private PAdjust adjust() {
        String name = YamlDocument.text(root, "adjust");
        try {
            return name.isEmpty() ? PAdjust.HOLM : PAdjust.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            document.problem(
                    "/adjust",
                    "adjust: \"" + name + "\" is none of "
                            + Arrays.toString(PAdjust.values()).toLowerCase(Locale.ROOT) + ".");
            return PAdjust.HOLM;
        }
    }

    private List<Specification> estimators(String cluster) {
        JsonNode list = root.path("estimators");
        List<Specification> estimators = new ArrayList<>();
        if (!list.isArray() || list.isEmpty()) {
            document.problem("/estimators", "estimators is missing: list at least one, e.g. - {type: twogroup}.");
            return estimators;
        }
        for (int i = 0; i < list.size(); i++) {
            JsonNode entry = list.get(i);
            String pointer = "/estimators/" + i;
            String type = YamlDocument.text(entry, "type").toLowerCase(Locale.ROOT);
            String given = YamlDocument.text(entry, "name");
            String name = given.isEmpty() ? type : given;
            switch (type) {
                case "twogroup" -> {
                    document.unknownKeys(entry, pointer, List.of("name", "type", "reference"));
                    estimators.add(new Specification.TwoGroup(name, reference(entry, pointer)));
                }
                case "feols" -> estimators.add(feols(entry, pointer, name, cluster));
                default ->
                    document.problem(
                            pointer + "/type",
                            "estimator type \"" + type + "\" is not one of " + TYPES + "; nearest: "
                                    + Nearest.one(type, TYPES) + ".");
            }
        }
        return estimators;
    }

    private int reference(JsonNode entry, String pointer) {
        JsonNode reference = entry.path("reference");
        if (!reference.isMissingNode() && !reference.canConvertToInt()) {
            document.problem(
                    pointer + "/reference",
                    "reference: \"" + reference.asText()
                            + "\" is no whole number of periods from the start; before it is -1.");
        }
        return reference.asInt(-1);
    }

    private Specification feols(JsonNode entry, String pointer, String name, String cluster) {
        document.unknownKeys(entry, pointer, List.of("name", "type", "formula", "cluster", "vcov"));
        String formula = YamlDocument.text(entry, "formula");
        if (!formula.contains("~")) {
            document.problem(pointer + "/formula", "feols needs formula: \"outcome ~ variables | absorbed\".");
        }
        List<String> clusters = YamlDocument.texts(entry, "cluster");
        boolean hetero = YamlDocument.text(entry, "vcov").equals("hetero");
        return new Specification.FixedEffects(
                name, formula, hetero ? List.of() : clusters.isEmpty() ? List.of(cluster) : clusters);
    }
}
