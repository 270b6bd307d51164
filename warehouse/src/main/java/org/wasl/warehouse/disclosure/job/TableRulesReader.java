package org.wasl.warehouse.disclosure.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.disclosure.ProtectionException;
import org.wasl.warehouse.disclosure.perturb.PerturbationTable;
import org.wasl.warehouse.disclosure.suppress.Suppressor;
import org.wasl.warehouse.disclosure.table.PrimaryRule;
import org.wasl.warehouse.disclosure.table.Sensitivity;
import org.wasl.warehouse.disclosure.table.Table;
import org.wasl.warehouse.survey.YamlDocument;
import org.wasl.warehouse.yaml.Nearest;

/** The keys of a table's rules. */
final class TableRulesReader {
    private static final List<String> KEYS = List.of(
            "value",
            "contributor",
            "dimensions",
            "tables",
            "rules",
            "protection",
            "method",
            "optimal_cells",
            "seconds",
            "cost",
            "zeros",
            "attacker",
            "by",
            "base",
            "cell_keys",
            "top_code");

    private final YamlDocument document;
    private final JsonNode root;

    TableRulesReader(Path file) {
        document = YamlDocument.read(file);
        root = document.root();
    }

    TableRules rules() {
        document.unknownKeys(root, "", KEYS);
        String value = YamlDocument.text(root, "value");
        String contributor = YamlDocument.text(root, "contributor");
        Map<String, TableRules.Codes> dimensions = dimensions();
        List<List<String>> tables = tables(dimensions);
        boolean magnitudes = !value.isEmpty();
        TableRules.By by = word("by", TableRules.By.SUPPRESSION);
        List<PrimaryRule> rules = primary(dimensions, magnitudes, by);
        JsonNode keys = root.path("cell_keys");
        document.unknownKeys(keys, "/cell_keys", List.of("maximum", "variance", "small", "secret"));
        String secret = YamlDocument.text(keys, "secret");
        if (by == TableRules.By.CELL_KEYS && (secret.isEmpty() || magnitudes)) {
            document.problem(
                    "/cell_keys",
                    magnitudes
                            ? "cell keys change counts, and a value is summed."
                            : "cell_keys needs secret: the file that the records' keys are drawn with.");
        }
        JsonNode top = root.path("top_code");
        if (!top.isMissingNode() && !(top.asDouble() > 0 && top.asDouble() < 100 && magnitudes)) {
            document.problem(
                    "/top_code",
                    "top_code must be the percentage of contributions left as they are, e.g. 99, of a value that is"
                            + " summed.");
        }
        double protection = number("protection", 20, 0, 1000) / 100;
        Suppressor usual = Suppressor.defaults();
        Suppressor suppressor = new Suppressor(
                word("method", usual.method()),
                (int) number("optimal_cells", usual.cells(), 0, 100_000),
                Duration.ofMillis((long) (1000 * number("seconds", usual.time().toMillis() / 1000.0, 0.001, 86_400))));
        TableRules.Cost cost = word("cost", magnitudes ? TableRules.Cost.VALUE : TableRules.Cost.CELLS);
        JsonNode attacker = root.path("attacker");
        document.unknownKeys(attacker, "/attacker", List.of("within", "insiders"));
        Double within = attacker.has("within") ? attacker.path("within").asDouble() / 100 : null;
        boolean insiders = attacker.path("insiders").asBoolean(true);
        boolean zeros = root.path("zeros")
                .asBoolean(rules.stream()
                        .anyMatch(rule -> rule instanceof PrimaryRule.SensitiveZero
                                || rule instanceof PrimaryRule.Concentration));
        if (!document.problems().isEmpty()) {
            throw new ProtectionException(document.problems());
        }
        return new TableRules(
                value.isEmpty() ? null : value,
                contributor.isEmpty() ? null : contributor,
                dimensions,
                tables,
                new Sensitivity(rules, protection, magnitudes ? 0 : 1),
                largest(rules),
                suppressor,
                cost,
                zeros,
                within,
                insiders,
                by,
                (int) number("base", 5, 2, 1_000_000),
                new PerturbationTable(
                        keys.path("maximum").asInt(5),
                        keys.path("variance").asDouble(2),
                        keys.path("small").asInt(2)),
                secret.isEmpty() ? null : Path.of(secret),
                top.isMissingNode() ? null : top.asDouble() / 100);
    }

    private Map<String, TableRules.Codes> dimensions() {
        Map<String, TableRules.Codes> dimensions = new LinkedHashMap<>();
        JsonNode section = root.path("dimensions");
        if (section.isArray()) {
            section.forEach(name ->
                    dimensions.put(name.asText(), new TableRules.Codes(Table.TOTAL, List.of(name.asText()), Map.of())));
        }
        section.properties().forEach(entry -> dimensions.put(entry.getKey(), codes(entry.getKey(), entry.getValue())));
        if (dimensions.isEmpty()) {
            document.problem("/dimensions", "dimensions is missing: name the columns that the table is split by.");
        }
        return dimensions;
    }

    private TableRules.Codes codes(String name, JsonNode section) {
        document.unknownKeys(section, "/dimensions/" + name, List.of("total", "column", "levels", "tree"));
        String total = YamlDocument.text(section, "total");
        String column = YamlDocument.text(section, "column");
        List<String> levels = YamlDocument.texts(section, "levels");
        Map<String, List<String>> tree = new LinkedHashMap<>();
        section.path("tree").properties().forEach(entry -> {
            List<String> below = new ArrayList<>();
            entry.getValue().forEach(child -> below.add(child.asText()));
            tree.put(entry.getKey(), below);
        });
        if (!levels.isEmpty() && !tree.isEmpty()) {
            document.problem("/dimensions/" + name, name + " has levels and a tree; one of them says it all.");
        }
        return new TableRules.Codes(
                total.isEmpty() ? Table.TOTAL : total,
                levels.isEmpty() ? List.of(column.isEmpty() ? name : column) : levels,
                tree);
    }

    private List<List<String>> tables(Map<String, TableRules.Codes> dimensions) {
        List<List<String>> tables = new ArrayList<>();
        root.path("tables").forEach(table -> {
            List<String> names = new ArrayList<>();
            table.forEach(name -> names.add(name.asText()));
            for (String name : names) {
                if (!dimensions.containsKey(name)) {
                    document.problem(
                            "/tables",
                            "the table " + names + " is split by \"" + name + "\", which is no dimension; nearest: "
                                    + Nearest.one(name, dimensions.keySet()) + ".");
                }
            }
            tables.add(names);
        });
        return tables.isEmpty() ? List.of(List.copyOf(dimensions.keySet())) : tables;
    }

    private List<PrimaryRule> primary(Map<String, TableRules.Codes> dimensions, boolean magnitudes, TableRules.By by) {
        JsonNode section = root.path("rules");
        document.unknownKeys(
                section,
                "/rules",
                List.of(
                        "minimum_frequency",
                        "minimum_contributors",
                        "dominance",
                        "p_percent",
                        "zeros",
                        "concentration"));
        List<PrimaryRule> rules = new ArrayList<>();
        if (section.has("minimum_frequency")) {
            rules.add(new PrimaryRule.MinimumFrequency(whole(section, "minimum_frequency")));
        }
        if (section.has("minimum_contributors")) {
            rules.add(new PrimaryRule.MinimumContributors(whole(section, "minimum_contributors")));
        }
        JsonNode dominance = section.path("dominance");
        if (dominance.isObject()) {
            document.unknownKeys(dominance, "/rules/dominance", List.of("n", "k"));
            double k = dominance.path("k").asDouble();
            if (!(k > 0 && k <= 100)) {
                document.problem("/rules/dominance/k", "dominance needs k, a percentage between 0 and 100.");
            }
            rules.add(new PrimaryRule.Dominance((int) whole(dominance, "n"), k));
        }
        if (section.has("p_percent")) {
            double p = section.path("p_percent").asDouble();
            if (!(p > 0)) {
                document.problem("/rules/p_percent", "p_percent must be a percentage above 0.");
            }
            rules.add(new PrimaryRule.PPercent(p));
        }
        if (section.path("zeros").asText("").equals("sensitive")) {
            rules.add(new PrimaryRule.SensitiveZero(1));
        } else if (section.has("zeros")) {
            document.problem("/rules/zeros", "zeros can only be \"sensitive\".");
        }
        for (String dimension : YamlDocument.texts(section, "concentration")) {
            if (!dimensions.containsKey(dimension)) {
                document.problem(
                        "/rules/concentration",
                        "\"" + dimension + "\" is no dimension; nearest: " + Nearest.one(dimension, dimensions.keySet())
                                + ".");
            }
            rules.add(new PrimaryRule.Concentration(dimension, 1));
        }
        if (!magnitudes && (section.has("dominance") || section.has("p_percent"))) {
            document.problem("/rules", "dominance and p_percent speak of amounts, and no value is summed.");
        }
        if (rules.isEmpty() && by == TableRules.By.SUPPRESSION) {
            document.problem("/rules", "rules is missing: say when a cell is sensitive, e.g. minimum_frequency: 10.");
        }
        return rules;
    }

    private static int largest(List<PrimaryRule> rules) {
        int largest = 2;
        for (PrimaryRule rule : rules) {
            if (rule instanceof PrimaryRule.Dominance dominance) {
                largest = Math.max(largest, dominance.n());
            }
        }
        return largest;
    }

    private long whole(JsonNode section, String key) {
        long number = section.path(key).asLong(0);
        if (number < 1) {
            document.problem("/rules/" + key, key + " must be a whole number above 0.");
        }
        return number;
    }

    private double number(String key, double usual, double least, double most) {
        JsonNode node = root.path(key);
        if (node.isMissingNode()) {
            return usual;
        }
        double number = node.asDouble(Double.NaN);
        if (!(number >= least && number <= most)) {
            document.problem(
                    "/" + key, key + " must be a number from " + least + " to " + most + ", found " + node + ".");
        }
        return number;
    }

    private <E extends Enum<E>> E word(String key, E usual) {
        String text = YamlDocument.text(root, key);
        if (text.isEmpty()) {
            return usual;
        }
        @Nullable E found = null;
        for (E constant : usual.getDeclaringClass().getEnumConstants()) {
            found = constant.name().equalsIgnoreCase(text) ? constant : found;
        }
        if (found == null) {
            List<String> names = Arrays.stream(usual.getDeclaringClass().getEnumConstants())
                    .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                    .toList();
            document.problem("/" + key, "\"" + text + "\" is none of " + String.join(", ", names) + ".");
            return usual;
        }
        return found;
    }
}
