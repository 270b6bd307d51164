package org.wasl.warehouse.disclosure.microdata;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
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
        YamlDocument.texts(root, "keys").forEach(name -> keys.put(name, new Recoding(Map.of(), List.of())));
        section.properties().forEach(entry -> keys.put(entry.getKey(), recoding(document, entry)));
        if (keys.isEmpty()) {
            document.problem("/keys", "keys is missing: name the columns by which somebody could be recognised.");
        }
        List<String> sensitive = YamlDocument.texts(root, "sensitive");
        int k = document.whole("/k", 5, 2, Integer.MAX_VALUE);
        int l = document.whole("/l", 1, 1, Integer.MAX_VALUE);
        if (l > 1 && sensitive.isEmpty()) {
            document.problem("/l", "l speaks of the values of sensitive columns, and none is named.");
        }
        double suppress = document.number("/suppress", 5, 0, 100);
        String id = YamlDocument.text(root, "id");
        List<String> drop = YamlDocument.texts(root, "drop");
        List<String> gone = new ArrayList<>(drop);
        gone.add(id);
        Stream.concat(keys.keySet().stream(), sensitive.stream())
                .filter(gone::contains)
                .forEach(name -> document.problem(
                        drop.contains(name) ? "/drop" : "/id",
                        "\"" + name + "\" is to be dropped, and is a key or sensitive too; only one of them holds."));
        long population = (long) document.number("/population", 0, 1, 1e15);
        if (!document.problems().isEmpty()) {
            throw new ProtectionException(document.problems());
        }
        return new MicrodataRules(
                id.isEmpty() ? null : id,
                drop,
                keys,
                sensitive,
                k,
                l,
                suppress / 100,
                root.has("population") ? population : null);
    }

    private static Recoding recoding(YamlDocument document, Map.Entry<String, JsonNode> entry) {
        String pointer = YamlDocument.below("/keys", entry.getKey());
        document.keysWithin(pointer, List.of("tree", "bands"));
        JsonNode codes = entry.getValue().path("tree");
        Map<String, List<String>> tree = new LinkedHashMap<>();
        codes.fieldNames().forEachRemaining(code -> tree.put(code, YamlDocument.texts(codes, code)));
        checkTree(document, pointer + "/tree", tree);
        List<List<Double>> bands = new ArrayList<>();
        JsonNode given = entry.getValue().path("bands");
        given.forEach(band -> {
            List<Double> begins = new ArrayList<>();
            band.forEach(begin -> begins.add(begin.isNumber() ? begin.asDouble() : Double.NaN));
            begins.sort(Double::compare);
            bands.add(begins);
        });
        boolean numbers =
                bands.stream().allMatch(band -> !band.isEmpty() && band.stream().noneMatch(begin -> begin.isNaN()));
        if (!given.isMissingNode() && (bands.isEmpty() || !numbers)) {
            document.problem(
                    pointer + "/bands",
                    "bands must be a list of ever wider ones, each the list of where they begin, found " + given
                            + "; e.g. [[20, 30, 40], [40]].");
        }
        if (!tree.isEmpty() && !bands.isEmpty()) {
            document.problem(pointer, entry.getKey() + " has a tree and bands; one of them says it all.");
        }
        return new Recoding(tree, bands);
    }

    /** Every code has one place: upwards from any of them there is an end. */
    private static void checkTree(YamlDocument document, String pointer, Map<String, List<String>> tree) {
        Map<String, String> above = new HashMap<>();
        tree.forEach((code, below) -> below.forEach(child -> {
            String other = above.putIfAbsent(child, code);
            if (other != null) {
                document.problem(
                        pointer,
                        "\"" + child + "\" stands below \"" + other + "\" and below \"" + code
                                + "\"; a code has one place.");
            }
        }));
        for (String code : tree.keySet()) {
            Set<String> way = new HashSet<>();
            String at = code;
            while (at != null && way.add(at)) {
                at = above.get(at);
            }
            if (at != null && at.equals(code)) {
                document.problem(pointer, "\"" + code + "\" stands below itself; a tree ends at its top.");
            }
        }
    }

    /** The columns that hold codes: as they are written, or 01 and 1 would be one. */
    List<String> codes() {
        List<String> codes = new ArrayList<>(keys.keySet());
        codes.addAll(sensitive);
        if (id != null) {
            codes.add(id);
        }
        return codes;
    }

    List<String> keyNames() {
        return List.copyOf(keys.keySet());
    }
}
