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
        List<String> weights = document.names("/weights");
        List<String> fpc = document.names("/fpc");
        List<String> psu = document.names("/psu");
        List<String> strata = document.names("/strata");
        boolean nest = document.flag("/nest", false);
        if (weights.size() > 1) {
            document.problem("/weights", "one column is expected, not " + weights + ".");
        }
        if (weights.isEmpty() && fpc.isEmpty()) {
            document.problem("/weights", "neither weights nor fpc is given; one of them must name a column.");
        }
        if (!document.problems().isEmpty()) {
            throw new SurveyException(document.problems());
        }
        return new Design(
                psu,
                strata,
                weights.isEmpty() ? null : weights.get(0),
                fpc,
                nest,
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
        JsonNode calibrate = document.section("/calibrate", "{totals: {(Intercept): 6194}, method: linear}");
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
        boolean bounded = bounds.isArray();
        double lower = bounded ? bounds.path(0).asDouble() : Double.NEGATIVE_INFINITY;
        double upper = bounded ? bounds.path(1).asDouble() : Double.POSITIVE_INFINITY;
        boolean numbers = bounded
                ? bounds.size() == 2
                        && bounds.path(0).isNumber()
                        && bounds.path(1).isNumber()
                : bounds.isMissingNode() || bounds.isNull();
        if (!(numbers && lower < 1 && upper > 1)) {
            document.problem("/calibrate/bounds", "bounds must be two numbers with 1 between them.");
        }
        if (distance == Calibration.Distance.LOGIT && !bounded) {
            document.problem("/calibrate/method", "logit calibration needs bounds: [lower, upper].");
        }
        Map<String, Double> totals = counts(section.path("totals"), "/calibrate/totals", Double.NEGATIVE_INFINITY);
        if (totals.isEmpty()) {
            document.problem("/calibrate", "totals is missing or empty.");
        }
        if (totals.getOrDefault("(Intercept)", 1.0) <= 0) {
            document.problem("/calibrate/totals/(Intercept)", "the population must be more than 0.");
        }
        return new Calibration.Totals(totals, distance, lower, upper);
    }

    private Map<String, Map<String, Double>> margins(String key) {
        Map<String, Map<String, Double>> margins = new LinkedHashMap<>();
        JsonNode section = root.path(key);
        section.properties()
                .forEach(margin ->
                        margins.put(margin.getKey(), counts(margin.getValue(), "/" + key + "/" + margin.getKey(), 0)));
        if (!section.isMissingNode() && !section.isNull() && margins.isEmpty()) {
            document.problem("/" + key, key + " must be {variable: {level: population count}}.");
        }
        return margins;
    }

    /** @param above what every number must be greater than */
    private Map<String, Double> counts(JsonNode section, String pointer, double above) {
        Map<String, Double> counts = new LinkedHashMap<>();
        section.properties().forEach(entry -> {
            double count = entry.getValue().asDouble();
            if (entry.getValue().isNumber() && count > above) {
                counts.put(entry.getKey(), count);
            } else if (entry.getValue().isNumber()) {
                document.problem(
                        pointer + "/" + entry.getKey(),
                        "\"" + entry.getKey() + "\" has the population count " + entry.getValue()
                                + "; it must be more than " + Told.number(above) + ".");
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
        JsonNode section = document.section("/replicates", "{make: JKn} or {given: \"rep*\", type: BRR}");
        if (!section.isObject()) {
            return null;
        }
        document.unknownKeys(
                section,
                "/replicates",
                List.of("make", "given", "type", "combined", "count", "seed", "rho", "scale", "rscales", "mse"));
        String make = YamlDocument.text(section, "make");
        String given = String.join(",", YamlDocument.texts(section, "given"));
        boolean mse = document.flag("/replicates/mse", false);
        double rho = number("/replicates/rho", 0.5);
        if (!(rho >= 0 && rho < 1)) {
            document.problem(
                    "/replicates/rho", "rho must be at least 0 and less than 1, not " + Told.number(rho) + ".");
        }
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
                    document.flag("/replicates/combined", true),
                    rho,
                    document.number("/replicates/scale"),
                    rscales,
                    mse);
        }
        double count = number("/replicates/count", 80);
        double seed = number("/replicates/seed", 1);
        if (!(count >= 2 && count == Math.rint(count))) {
            document.problem("/replicates/count", "count must be a whole number, at least 2.");
        }
        return new Replicates.Made(
                kind("/replicates/make", make, Replicates.Kind.JKN), (int) count, (long) seed, rho, mse);
    }

    private double number(String pointer, double otherwise) {
        Double given = document.number(pointer);
        return given == null ? otherwise : given;
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
        JsonNode section = document.section("/nonresponse", "{responded: \"answered = 1\", cells: region}");
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
                ? new Nonresponse.Cells(responded, document.names("/nonresponse/cells"))
                : new Nonresponse.Propensity(responded, propensity);
    }

    private @Nullable Trimming trimming() {
        JsonNode section = document.section("/trim", "{upper: 40}");
        if (!section.isObject()) {
            return null;
        }
        document.unknownKeys(section, "/trim", List.of("lower", "upper", "strict", "times_median"));
        Double lower = document.number("/trim/lower");
        Double upper = document.number("/trim/upper");
        boolean given = section.has("lower") || section.has("upper");
        if (!given || (lower != null && upper != null && lower >= upper) || (upper != null && upper <= 0)) {
            document.problem("/trim", "give lower, upper or both, lower the smaller one and upper more than 0.");
        }
        return new Trimming(
                lower, upper, document.flag("/trim/strict", false), document.flag("/trim/times_median", false));
    }

    private Map<String, List<String>> imputed() {
        Map<String, List<String>> imputed = new LinkedHashMap<>();
        JsonNode section = document.section("/imputed", "{income: \"income_1..income_5\"}");
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
