package org.wasl.ingest.contract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Typed reading of a mapping that its schema has accepted; what a schema cannot say is added to the problems. */
record Keys(Yaml.Mapping mapping, String path, List<Problem> problems) {

    boolean has(String key) {
        return mapping.get(key) != null;
    }

    String text(String key) {
        String text = textOrNull(key);
        if (text == null) throw new IllegalStateException("the schema should have required " + path + key);
        return text;
    }

    @Nullable String textOrNull(String key) {
        return mapping.get(key) instanceof Yaml.Scalar scalar ? scalar.text() : null;
    }

    String text(String key, String otherwise) {
        String text = textOrNull(key);
        return text == null ? otherwise : text;
    }

    int integer(String key, int otherwise) {
        BigDecimal number = number(key);
        return number == null ? otherwise : number.intValueExact();
    }

    boolean bool(String key) {
        return "true".equalsIgnoreCase(textOrNull(key));
    }

    @Nullable BigDecimal number(String key) {
        String text = textOrNull(key);
        return text == null ? null : new BigDecimal(text.replace("_", ""));
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        if (mapping.get(key) instanceof Yaml.Sequence sequence) {
            for (Yaml item : sequence.items()) if (item instanceof Yaml.Scalar scalar) texts.add(scalar.text());
        }
        return texts;
    }

    Map<String, String> textMap(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (mapping.get(key) instanceof Yaml.Mapping map) {
            map.entries().forEach((k, v) -> {
                if (v instanceof Yaml.Scalar scalar) texts.put(k, scalar.text());
            });
        }
        return texts;
    }

    List<Keys> mappings(String key) {
        List<Keys> children = new ArrayList<>();
        if (mapping.get(key) instanceof Yaml.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                if (sequence.items().get(i) instanceof Yaml.Mapping child) {
                    children.add(new Keys(child, path + key + "[" + i + "].", problems));
                }
            }
        }
        return children;
    }

    Map<String, Keys> mappingsByKey(String key) {
        Map<String, Keys> children = new LinkedHashMap<>();
        if (mapping.get(key) instanceof Yaml.Mapping map) {
            map.entries().forEach((k, v) -> {
                if (v instanceof Yaml.Mapping child) {
                    children.put(k, new Keys(child, path + key + "." + k + ".", problems));
                }
            });
        }
        return children;
    }

    Keys child(String key) {
        if (mapping.get(key) instanceof Yaml.Mapping child) return new Keys(child, path + key + ".", problems);
        return new Keys(new Yaml.Mapping(mapping.place(), Map.of(), Map.of()), path + key + ".", problems);
    }

    @Nullable Pattern pattern(String key) {
        String text = textOrNull(key);
        return text == null ? null : compile(text, key);
    }

    @Nullable Pattern compile(String regex, String key) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            problem(key, "is not a regular expression: " + e.getDescription() + " near index " + e.getIndex());
            return null;
        }
    }

    /** Reports a word that should be one of the known ones. */
    void unknown(String key, String kind, String word, Collection<String> known) {
        problem(key, "there is no " + kind + " '" + word + "'" + Nearest.hint(word, known));
    }

    void problem(String key, String message) {
        Yaml value = mapping.get(key);
        Yaml.Place at = value == null ? mapping.place() : value.place();
        problems.add(new Problem(at.file(), at.line(), at.column(), path + key, message));
    }
}
