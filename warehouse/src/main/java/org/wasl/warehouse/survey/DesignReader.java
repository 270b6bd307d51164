package org.wasl.warehouse.survey;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The design file's keys, every problem in one message. */
final class DesignReader {
    private static final List<String> KEYS = List.of(
            "psu", "strata", "weights", "fpc", "nest", "lonely_psu", "poststratify", "rake", "calibrate", "replicates");

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
        Calibration calibration = calibration();
        Replicates replicates = replicates();
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
                calibration,
                replicates);
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
                section, "/replicates", List.of("make", "given", "type", "combined", "count", "seed", "rho"));
        String make = YamlDocument.text(section, "make");
        String given = YamlDocument.text(section, "given");
        double rho = section.path("rho").asDouble(0.5);
        if (make.isEmpty() == given.isEmpty()) {
            document.problem("/replicates", "give either make: JK1|JKn|BRR|Fay|bootstrap, or given: the columns.");
            return null;
        }
        if (make.isEmpty()) {
            var kind = word(
                    "/replicates/type", YamlDocument.text(section, "type"), Replicates.Kind.BRR, Replicates.Kind.class);
            return new Replicates.Given(given, kind, section.path("combined").asBoolean(true), rho);
        }
        return new Replicates.Made(
                word("/replicates/make", make, Replicates.Kind.JKN, Replicates.Kind.class),
                section.path("count").asInt(80),
                section.path("seed").asLong(1),
                rho);
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
