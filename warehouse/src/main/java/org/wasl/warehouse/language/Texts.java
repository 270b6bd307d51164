package org.wasl.warehouse.language;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.wasl.warehouse.yaml.YamlFault;

/**
 * The words of one language: a YAML file whose leaves are ICU message patterns, addressed by {@code a.b.c}. A missing
 * text is an error, never an empty place in a report.
 */
public final class Texts {
    /** A number with a sign or a percent sign, or two with a dash between, which no isolate holds yet. */
    private static final Pattern NUMBERS = Pattern.compile(
            "(?<![\\p{L}\\d.,+\u2212\u2066-])(?:[+\u2212-]\\d[\\d.,]*%?|\\d[\\d.,]*\u2013\\d[\\d.,]*%?|\\d[\\d.,]*%)");

    private final String file;
    private final JsonNode root;

    private Texts(String file, JsonNode root) {
        this.file = file;
        this.root = root;
    }

    public static Texts read(Path file) {
        try {
            return new Texts(file.toString(), new YAMLMapper().readTree(file.toFile()));
        } catch (JsonProcessingException e) {
            throw new TextException(YamlFault.of(e).in(file.toString()), e);
        } catch (IOException e) {
            throw new TextException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The texts in a resource beside a class. */
    public static Texts resource(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the application's jar");
            }
            return new Texts(name, new YAMLMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read from the application's jar", e);
        }
    }

    public ULocale locale() {
        return ULocale.forLanguageTag(text("locale"));
    }

    /** The text as it stands. */
    public String text(String key) {
        return ordered(leaf(key).asText());
    }

    /**
     * The same words with their numbers in isolates, if the language runs from right to left: between Arabic words a
     * sign, a percent sign and the two ends of a range would else change sides (Unicode Standard Annex 9, 2.4).
     */
    public String ordered(String words) {
        boolean turns = root.path("direction").asText().equals("rtl");
        return turns ? NUMBERS.matcher(words).replaceAll("\u2066$0\u2069") : words;
    }

    /** The text with its arguments, which are words already written for this language, or keywords to select by. */
    public String text(String key, Map<String, ?> arguments) {
        try {
            return ordered(new MessageFormat(leaf(key).asText(), locale()).format(arguments));
        } catch (IllegalArgumentException e) {
            throw new TextException(file + ": the text '" + key + "' is no message pattern: " + e.getMessage(), e);
        }
    }

    /** A list of texts; empty when the key is not there. */
    public List<String> list(String key, Map<String, ?> arguments) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < find(key).size(); i++) {
            texts.add(text(key + "." + i, arguments));
        }
        return List.copyOf(texts);
    }

    public boolean has(String key) {
        return find(key).isValueNode();
    }

    /** Every key, so that two languages can be compared. */
    public Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        collect(root, "", keys);
        return keys;
    }

    private JsonNode leaf(String key) {
        JsonNode node = find(key);
        if (!node.isValueNode()) {
            throw new TextException(file + " has no text '" + key + "'. Add it, in this language, under that key.");
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
