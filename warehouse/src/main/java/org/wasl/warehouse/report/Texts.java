package org.wasl.warehouse.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The words of one language: a YAML file whose leaves are ICU message patterns, addressed by {@code a.b.c}. A missing
 * text is an error, never an empty place in a report.
 */
final class Texts {
    /** A number with a sign or a percent sign, or two with a dash between, which no isolate holds yet. */
    private static final Pattern NUMBERS = Pattern.compile(
            "(?<![\\p{L}\\d.,+\u2212\u2066-])(?:[+\u2212-]\\d[\\d.,]*%?|\\d[\\d.,]*\u2013\\d[\\d.,]*%?|\\d[\\d.,]*%)");

    private final String file;
    private final JsonNode root;

    private Texts(String file, JsonNode root) {
        this.file = file;
        this.root = root;
    }

    static Texts read(Path file) {
        try {
            return new Texts(file.toString(), new YAMLMapper().readTree(file.toFile()));
        } catch (IOException e) {
            throw new ReportException(file + " cannot be read as YAML: " + e.getMessage(), e);
        }
    }

    ULocale locale() {
        return ULocale.forLanguageTag(text("locale"));
    }

    /** The text as it stands. */
    String text(String key) {
        return ordered(leaf(key).asText());
    }

    /**
     * The same words with their numbers in isolates, if the language runs from right to left: between Arabic words a
     * sign, a percent sign and the two ends of a range would else change sides (Unicode Standard Annex 9, 2.4).
     */
    String ordered(String words) {
        boolean turns = root.path("direction").asText().equals("rtl");
        return turns ? NUMBERS.matcher(words).replaceAll("\u2066$0\u2069") : words;
    }

    /** The text with its arguments, which are words already written for this language, or keywords to select by. */
    String text(String key, Map<String, ?> arguments) {
        try {
            return ordered(new MessageFormat(leaf(key).asText(), locale()).format(arguments));
        } catch (IllegalArgumentException e) {
            throw new ReportException(file + ": the text '" + key + "' is no message pattern: " + e.getMessage(), e);
        }
    }

    /** A list of texts; empty when the key is not there. */
    List<String> list(String key, Map<String, ?> arguments) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < find(key).size(); i++) {
            texts.add(text(key + "." + i, arguments));
        }
        return List.copyOf(texts);
    }

    boolean has(String key) {
        return find(key).isValueNode();
    }

    /** Every key, so that two languages can be compared. */
    Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        collect(root, "", keys);
        return keys;
    }

    private JsonNode leaf(String key) {
        JsonNode node = find(key);
        if (!node.isValueNode()) {
            throw new ReportException(file + " has no text '" + key + "'. Add it, in this language, under that key.");
        }
        return node;
    }

    private JsonNode find(String key) {
        return root.at("/" + key.replace('.', '/'));
    }

    private static void collect(JsonNode node, String path, Set<String> keys) {
        if (node.isObject()) {
            node.properties().forEach(e -> collect(e.getValue(), path + "." + e.getKey(), keys));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), path + "." + i, keys);
            }
        } else {
            keys.add(path.substring(1));
        }
    }
}
