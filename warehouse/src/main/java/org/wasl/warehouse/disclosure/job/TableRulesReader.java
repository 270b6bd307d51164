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
import java.util.Set;
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
        document.keysWithin("/cell_keys", List.of("maximum", "variance", "small", "secret"));
        String secret = YamlDocument.text(keys, "secret");
        if (by == TableRules.By.CELL_KEYS && (secret.isEmpty() || magnitudes || contributor.isEmpty())) {
            document.problem(
                    "/cell_keys",
                    magnitudes
                            ? "cell keys change counts, and a value is summed."
                            : "cell_keys needs "
                                    + (secret.isEmpty()
                                            ? "secret: the file that the records' keys are drawn with."
                                            : "contributor: the column that tells whose a record is, or the same"
                                                    + " persons would be changed otherwise in the next file."));
        }
        JsonNode top = root.path("top_code");
        if (!top.isMissingNode() && !(top.asDouble() > 0 && top.asDouble() < 100 && magnitudes)) {
            document.problem(
                    "/top_code",
                    "top_code must be the percentage of contributions left as they are, e.g. 99, of a value that is"
                            + " summed.");
        }
        double protection = document.number("/protection", 20, 0, 1000) / 100;
        Suppressor usual = Suppressor.defaults();
        Suppressor suppressor = new Suppressor(
                word("method", usual.method()),
                document.whole("/optimal_cells", usual.cells(), 0, 100_000),
                Duration.ofMillis(
                        (long) (1000 * document.number("/seconds", usual.time().toMillis() / 1000.0, 0.001, 86_400))));
        TableRules.Cost cost = word("cost", magnitudes ? TableRules.Cost.VALUE : TableRules.Cost.CELLS);
        JsonNode attacker = root.path("attacker");
        document.keysWithin("/attacker", List.of("within", "insiders"));
        Double within = attacker.has("within")
                ? document.number("/attacker/within", 50, 0, Double.POSITIVE_INFINITY) / 100
                : null;
        boolean insiders = document.flag("/attacker/insiders", true);
        boolean zeros = document.flag(
                "/zeros",
                rules.stream()
                        .anyMatch(rule -> rule instanceof PrimaryRule.SensitiveZero
                                || rule instanceof PrimaryRule.Concentration));
        int base = document.whole("/base", 5, 2, 1_000_000);
        PerturbationTable changes = changes();
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
                base,
                changes,
                secret.isEmpty() ? null : Path.of(secret),
                top.isMissingNode() ? null : top.asDouble() / 100);
    }

    private PerturbationTable changes() {
        int small = document.whole("/cell_keys/small", 2, 0, 1000);
        int maximum = document.whole("/cell_keys/maximum", Math.max(5, small + 1), small + 1, 1001);
        double most = (double) maximum * maximum;
        double variance = document.number("/cell_keys/variance", Math.min(2, most / 2), 0.01, 0.99 * most);
        return new PerturbationTable(maximum, variance, small);
    }

    private Map<String, TableRules.Codes> dimensions() {
        Map<String, TableRules.Codes> dimensions = new LinkedHashMap<>();
        JsonNode section = root.path("dimensions");
        for (String name : YamlDocument.texts(root, "dimensions")) {
            dimensions.put(name, new TableRules.Codes(Table.TOTAL, List.of(name), Map.of()));
        }
        section.properties().forEach(entry -> dimensions.put(entry.getKey(), codes(entry.getKey(), entry.getValue())));
        if (dimensions.isEmpty()) {
            document.problem("/dimensions", "dimensions is missing: name the columns that the table is split by.");
        }
        return dimensions;
    }

    private TableRules.Codes codes(String name, JsonNode section) {
        document.keysWithin(YamlDocument.below("/dimensions", name), List.of("total", "column", "levels", "tree"));
        String total = YamlDocument.text(section, "total");
        String column = YamlDocument.text(section, "column");
        List<String> levels = YamlDocument.texts(section, "levels");
        Map<String, List<String>> tree = new LinkedHashMap<>();
        JsonNode codes = section.path("tree");
        codes.fieldNames().forEachRemaining(code -> tree.put(code, YamlDocument.texts(codes, code)));
        if (!levels.isEmpty() && (!tree.isEmpty() || !column.isEmpty())) {
            document.problem(
                    "/dimensions/" + name,
                    name + " has levels and a " + (tree.isEmpty() ? "column" : "tree") + "; one of them says it all.");
        }
        if (Set.copyOf(levels).size() < levels.size()) {
            document.problem("/dimensions/" + name + "/levels", name + " names a column twice in its levels.");
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
            if (names.isEmpty() || Set.copyOf(names).size() < names.size()) {
                document.problem(
                        "/tables",
                        "tables must be a list of tables, each the list of its dimensions, found " + table
                                + "; e.g. [[town, sex], [town, age]].");
            }
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
        document.keysWithin(
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
            rules.add(new PrimaryRule.MinimumFrequency(whole(section, "/rules", "minimum_frequency")));
        }
        if (section.has("minimum_contributors")) {
            rules.add(new PrimaryRule.MinimumContributors(whole(section, "/rules", "minimum_contributors")));
        }
        JsonNode dominance = section.path("dominance");
        document.keysWithin("/rules/dominance", List.of("n", "k"));
        if (dominance.isObject()) {
            double k = dominance.path("k").asDouble();
            if (!(k > 0 && k <= 100)) {
                document.problem("/rules/dominance", "dominance needs k, a percentage between 0 and 100.");
            }
            if (dominance.has("n")) {
                rules.add(new PrimaryRule.Dominance(whole(dominance, "/rules/dominance", "n"), k));
            } else {
                document.problem(
                        "/rules/dominance", "dominance needs n, how many of the largest contribute k per cent.");
            }
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

    private int whole(JsonNode section, String pointer, String key) {
        double number = section.path(key).asDouble(0);
        if (!(number >= 1 && number <= Integer.MAX_VALUE && number == Math.rint(number))) {
            document.problem(pointer + "/" + key, key + " must be a whole number above 0.");
        }
        return (int) number;
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
