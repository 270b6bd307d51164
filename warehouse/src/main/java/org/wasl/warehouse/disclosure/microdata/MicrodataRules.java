package org.wasl.warehouse.disclosure.microdata;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.disclosure.ProtectionException;
import org.wasl.warehouse.survey.YamlDocument;

/**
 * How a file of records is made safe.
 *
 * @param id the column that tells whose a record is; it is dropped, and used to check matches against the truth
 * @param drop other columns that name somebody
 * @param keys by which somebody could be recognised, and how they may be recoded
 * @param sensitive what must not be learnt
 * @param k of how many each must be one
 * @param l how many values of what is sensitive they must have
 * @param suppress the share of records that may lose single values
 * @param population of how many persons the records are a sample; null: of themselves
 */
public record MicrodataRules(
        @Nullable String id,
        List<String> drop,
        Map<String, Recoding> keys,
        List<String> sensitive,
        int k,
        int l,
        double suppress,
        @Nullable Long population) {
    public MicrodataRules {
        drop = List.copyOf(drop);
        keys = new LinkedHashMap<>(keys);
        sensitive = List.copyOf(sensitive);
    }

    /**
     * How a key may be recoded: by a tree, by bands, or not at all.
     *
     * @param tree of each code, the codes below it
     * @param bands where the bands begin, ever wider ones
     */
    public record Recoding(Map<String, List<String>> tree, List<List<Double>> bands) {}

    /** Reads the file; every problem in it is told at once. */
    public static MicrodataRules read(Path file) {
        YamlDocument document = YamlDocument.read(file);
        JsonNode root = document.root();
        document.unknownKeys(root, "", List.of("id", "drop", "keys", "sensitive", "k", "l", "suppress", "population"));
        Map<String, Recoding> keys = new LinkedHashMap<>();
        JsonNode section = root.path("keys");
        if (section.isArray()) {
            section.forEach(name -> keys.put(name.asText(), new Recoding(Map.of(), List.of())));
        }
        section.properties().forEach(entry -> keys.put(entry.getKey(), recoding(document, entry)));
        if (keys.isEmpty()) {
            document.problem("/keys", "keys is missing: name the columns by which somebody could be recognised.");
        }
        List<String> sensitive = YamlDocument.texts(root, "sensitive");
        int k = whole(document, "k", 5, 2);
        int l = whole(document, "l", 1, 1);
        if (l > 1 && sensitive.isEmpty()) {
            document.problem("/l", "l speaks of the values of sensitive columns, and none is named.");
        }
        double suppress = root.path("suppress").asDouble(5);
        if (!(suppress >= 0 && suppress <= 100)) {
            document.problem("/suppress", "suppress must be a percentage from 0 to 100.");
        }
        String id = YamlDocument.text(root, "id");
        if (!document.problems().isEmpty()) {
            throw new ProtectionException(document.problems());
        }
        return new MicrodataRules(
                id.isEmpty() ? null : id,
                YamlDocument.texts(root, "drop"),
                keys,
                sensitive,
                k,
                l,
                suppress / 100,
                root.has("population") ? root.path("population").asLong() : null);
    }

    private static Recoding recoding(YamlDocument document, Map.Entry<String, JsonNode> entry) {
        document.unknownKeys(entry.getValue(), "/keys/" + entry.getKey(), List.of("tree", "bands"));
        Map<String, List<String>> tree = new LinkedHashMap<>();
        entry.getValue().path("tree").properties().forEach(code -> {
            List<String> below = new ArrayList<>();
            code.getValue().forEach(child -> below.add(child.asText()));
            tree.put(code.getKey(), below);
        });
        List<List<Double>> bands = new ArrayList<>();
        entry.getValue().path("bands").forEach(band -> {
            List<Double> begins = new ArrayList<>();
            band.forEach(begin -> begins.add(begin.asDouble()));
            begins.sort(Double::compare);
            bands.add(begins);
        });
        return new Recoding(tree, bands);
    }

    private static int whole(YamlDocument document, String key, int usual, int least) {
        int number = document.root().path(key).asInt(usual);
        if (number < least) {
            document.problem("/" + key, key + " must be a whole number from " + least + ".");
        }
        return number;
    }

    List<String> keyNames() {
        return List.copyOf(keys.keySet());
    }
}
