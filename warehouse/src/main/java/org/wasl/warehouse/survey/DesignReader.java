package org.wasl.warehouse.survey;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The design file's keys, every problem in one message. */
final class DesignReader {
    private static final List<String> KEYS = List.of(
            "psu",
            "strata",
            "weights",
            "fpc",
            "nest",
            "lonely_psu",
            "nonresponse",
            "trim",
            "poststratify",
            "rake",
            "calibrate",
            "replicates",
            "df",
            "deff",
            "intervals",
            "imputed");

    private final YamlDocument document;
    private final JsonNode root;

    private DesignReader(YamlDocument document) {
        this.document = document;
        this.root = document.root();
    }

    static Design read(Path file) {
        return new DesignReader(YamlDocument.read(file)).design();
    }

    static Design of(JsonNode section, String where) {
        return new DesignReader(YamlDocument.section(section, where)).design();
    }

    private Design design() {
        document.unknownKeys(root, "", KEYS);
        LonelyPsu lonely = word("/lonely_psu", YamlDocument.text(root, "lonely_psu"), LonelyPsu.FAIL, LonelyPsu.class);
        DegreesOfFreedom df =
                word("/df", YamlDocument.text(root, "df"), DegreesOfFreedom.DESIGN, DegreesOfFreedom.class);
        DesignEffect deff = word("/deff", YamlDocument.text(root, "deff"), DesignEffect.FINITE, DesignEffect.class);
        Intervals intervals = word("/intervals", YamlDocument.text(root, "intervals"), Intervals.T, Intervals.class);
        Calibration calibration = calibration();
        Replicates replicates = replicates();
        Nonresponse nonresponse = nonresponse();
        Trimming trimming = trimming();
        Map<String, List<String>> imputed = imputed();
        String weights = YamlDocument.text(root, "weights");
        List<String> fpc = YamlDocument.texts(root, "fpc");
        if (weights.isEmpty() && fpc.isEmpty()) {
            document.problem("/weights", "neither weights nor fpc is given; one of them must name a column.");
        }
        if (!document.problems().isEmpty()) {
            throw new SurveyException(document.problems());
        }
        return new Design(
                YamlDocument.texts(root, "psu"),
                YamlDocument.texts(root, "strata"),
                weights.isEmpty() ? null : weights,
                fpc,
                root.path("nest").asBoolean(false),
                lonely,
                nonresponse,
                trimming,
                calibration,
                replicates,
                df,
                deff,
                intervals,
                imputed);
    }

    private @Nullable Calibration calibration() {
        Map<String, Map<String, Double>> post = margins("poststratify");
        Map<String, Map<String, Double>> rake = margins("rake");
        JsonNode calibrate = root.path("calibrate");
        int given = (post.isEmpty() ? 0 : 1) + (rake.isEmpty() ? 0 : 1) + (calibrate.isObject() ? 1 : 0);
        if (given > 1) {
            document.problem("/calibrate", "give one of poststratify, rake and calibrate, not several.");
            return null;
        }
        if (!post.isEmpty()) {
            if (post.size() > 1) {
                document.problem("/poststratify", "one variable only; several margins are rake.");
            }
            var only = post.entrySet().iterator().next();
            return new Calibration.Poststratify(only.getKey(), only.getValue());
        }
        if (!rake.isEmpty()) {
            return new Calibration.Rake(rake);
        }
        return calibrate.isObject() ? totals(calibrate) : null;
    }

    private Calibration totals(JsonNode section) {
        document.unknownKeys(section, "/calibrate", List.of("totals", "method", "bounds"));
        var distance = word(
                "/calibrate/method",
                YamlDocument.text(section, "method"),
                Calibration.Distance.LINEAR,
                Calibration.Distance.class);
        JsonNode bounds = section.path("bounds");
        double lower = bounds.isArray() ? bounds.path(0).asDouble() : Double.NEGATIVE_INFINITY;
        double upper = bounds.isArray() ? bounds.path(1).asDouble() : Double.POSITIVE_INFINITY;
        if (!(lower < 1 && upper > 1)) {
            document.problem("/calibrate/bounds", "bounds must be two numbers with 1 between them.");
        }
        if (distance == Calibration.Distance.LOGIT && !bounds.isArray()) {
            document.problem("/calibrate/method", "logit calibration needs bounds: [lower, upper].");
        }
        Map<String, Double> totals = counts(section.path("totals"), "/calibrate/totals");
        if (totals.isEmpty()) {
            document.problem("/calibrate", "totals is missing or empty.");
        }
        return new Calibration.Totals(totals, distance, lower, upper);
    }

    private Map<String, Map<String, Double>> margins(String key) {
        Map<String, Map<String, Double>> margins = new LinkedHashMap<>();
        JsonNode section = root.path(key);
        section.properties()
                .forEach(margin ->
                        margins.put(margin.getKey(), counts(margin.getValue(), "/" + key + "/" + margin.getKey())));
        if (!section.isMissingNode() && !section.isNull() && margins.isEmpty()) {
            document.problem("/" + key, key + " must be {variable: {level: population count}}.");
        }
        return margins;
    }

    private Map<String, Double> counts(JsonNode section, String pointer) {
        Map<String, Double> counts = new LinkedHashMap<>();
        section.properties().forEach(entry -> {
            if (entry.getValue().isNumber()) {
                counts.put(entry.getKey(), entry.getValue().asDouble());
            } else {
                document.problem(
                        pointer + "/" + entry.getKey(),
                        "\"" + entry.getKey() + "\" must be a number, found \""
                                + entry.getValue().asText() + "\".");
            }
        });
        return counts;
    }

    private @Nullable Replicates replicates() {
        JsonNode section = root.path("replicates");
        if (!section.isObject()) {
            return null;
        }
        document.unknownKeys(
                section,
                "/replicates",
                List.of("make", "given", "type", "combined", "count", "seed", "rho", "scale", "rscales", "mse"));
        String make = YamlDocument.text(section, "make");
        String given = String.join(",", YamlDocument.texts(section, "given"));
        boolean mse = section.path("mse").asBoolean(false);
        double rho = section.path("rho").asDouble(0.5);
        if (make.isEmpty() == given.isEmpty()) {
            document.problem(
                    "/replicates",
                    "give either make: JK1|JKn|BRR|Fay|bootstrap|successive-difference, or given: the columns.");
            return null;
        }
        if (make.isEmpty()) {
            List<Double> rscales = new ArrayList<>();
            JsonNode scales = section.path("rscales");
            if (scales.isNumber()) {
                rscales.add(scales.asDouble());
            }
            scales.forEach(scale -> rscales.add(scale.asDouble()));
            return new Replicates.Given(
                    given,
                    kind("/replicates/type", YamlDocument.text(section, "type"), Replicates.Kind.BRR),
                    section.path("combined").asBoolean(true),
                    rho,
                    section.path("scale").isNumber() ? section.path("scale").asDouble() : null,
                    rscales,
                    mse);
        }
        return new Replicates.Made(
                kind("/replicates/make", make, Replicates.Kind.JKN),
                section.path("count").asInt(80),
                section.path("seed").asLong(1),
                rho,
                mse);
    }

    /** The names of R's survey, too. */
    private Replicates.Kind kind(String pointer, String text, Replicates.Kind otherwise) {
        return switch (text.toLowerCase(Locale.ROOT).replace(' ', '-')) {
            case "successive-difference", "acs" -> Replicates.Kind.SDR;
            case "subbootstrap" -> Replicates.Kind.BOOTSTRAP;
            default -> word(pointer, text, otherwise, Replicates.Kind.class);
        };
    }

    private @Nullable Nonresponse nonresponse() {
        JsonNode section = root.path("nonresponse");
        if (!section.isObject()) {
            return null;
        }
        document.unknownKeys(section, "/nonresponse", List.of("responded", "cells", "propensity"));
        String responded = YamlDocument.text(section, "responded");
        String propensity = YamlDocument.text(section, "propensity");
        if (responded.isEmpty()) {
            document.problem("/nonresponse", "responded is missing: the SQL condition that a row responded.");
        }
        if (section.has("cells") == !propensity.isEmpty()) {
            document.problem("/nonresponse", "give either cells: columns, or propensity: a model as x + g.");
        }
        return propensity.isEmpty()
                ? new Nonresponse.Cells(responded, YamlDocument.texts(section, "cells"))
                : new Nonresponse.Propensity(responded, propensity);
    }

    private @Nullable Trimming trimming() {
        JsonNode section = root.path("trim");
        if (!section.isObject()) {
            return null;
        }
        document.unknownKeys(section, "/trim", List.of("lower", "upper", "strict", "times_median"));
        Double lower = section.path("lower").isNumber() ? section.path("lower").asDouble() : null;
        Double upper = section.path("upper").isNumber() ? section.path("upper").asDouble() : null;
        if ((lower == null && upper == null) || (lower != null && upper != null && lower >= upper)) {
            document.problem("/trim", "give lower, upper or both, lower the smaller one.");
        }
        return new Trimming(
                lower,
                upper,
                section.path("strict").asBoolean(false),
                section.path("times_median").asBoolean(false));
    }

    private Map<String, List<String>> imputed() {
        Map<String, List<String>> imputed = new LinkedHashMap<>();
        JsonNode section = root.path("imputed");
        section.fieldNames().forEachRemaining(name -> imputed.put(name, YamlDocument.texts(section, name)));
        return imputed;
    }

    private <T extends Enum<T>> T word(String pointer, String text, T otherwise, Class<T> type) {
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            List<String> names = Arrays.stream(type.getEnumConstants())
                    .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                    .toList();
            document.problem(pointer, "\"" + text + "\" is none of " + String.join(", ", names) + ".");
            return otherwise;
        }
    }
}
