package org.wasl.ingest.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks a YAML document against one of the published JSON Schemas, naming line, column and key. It knows the part of
 * JSON Schema 2020-12 that those schemas use, and refuses a schema that uses more.
 */
final class Schema {
    private static final Set<String> WORDS = Set.of(
            "$schema",
            "$id",
            "$defs",
            "$ref",
            "title",
            "description",
            "type",
            "properties",
            "required",
            "additionalProperties",
            "enum",
            "pattern",
            "items",
            "minItems",
            "maxItems",
            "minProperties",
            "minimum",
            "maximum",
            "minLength");

    private final JsonNode root;

    private Schema(JsonNode root) {
        this.root = root;
    }

    /** The schema of this name among the module's resources. */
    static Schema named(String name) {
        String resource = "/org/wasl/ingest/schema/" + name + ".schema.json";
        try (InputStream in = Schema.class.getResourceAsStream(resource)) {
            if (in == null) throw new IllegalStateException("no resource " + resource);
            return new Schema(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void check(Yaml document, List<Problem> problems) {
        check(document, root, "", problems);
    }

    private void check(Yaml value, JsonNode schema, String key, List<Problem> problems) {
        schema.fieldNames().forEachRemaining(word -> {
            if (!WORDS.contains(word)) throw new IllegalStateException("schema word not known here: " + word);
        });
        if (schema.has("$ref")) {
            check(value, root.at(schema.get("$ref").asText().substring(1)), key, problems);
            return;
        }
        if (!typeFits(value, schema.get("type"))) {
            add(problems, value, key, "should be " + article(schema.get("type")) + ", is " + describe(value));
            return;
        }
        if (value instanceof Yaml.Mapping mapping) checkMapping(mapping, schema, key, problems);
        else if (value instanceof Yaml.Sequence sequence) checkSequence(sequence, schema, key, problems);
        else if (value instanceof Yaml.Scalar scalar) checkScalar(scalar, schema, key, problems);
    }

    private void checkMapping(Yaml.Mapping mapping, JsonNode schema, String key, List<Problem> problems) {
        JsonNode properties = schema.path("properties");
        List<String> known = new ArrayList<>();
        properties.fieldNames().forEachRemaining(known::add);
        for (JsonNode required : schema.path("required")) {
            if (mapping.get(required.asText()) == null) {
                add(problems, mapping, join(key, required.asText()), "is missing");
            }
        }
        if (mapping.entries().size() < schema.path("minProperties").asInt(0)) {
            add(problems, mapping, key, "is empty");
        }
        JsonNode additional = schema.path("additionalProperties");
        for (Map.Entry<String, Yaml> entry : mapping.entries().entrySet()) {
            JsonNode property = properties.get(entry.getKey());
            if (property == null && additional.isObject()) property = additional;
            if (property != null) {
                check(entry.getValue(), property, join(key, entry.getKey()), problems);
            } else if (additional.isBoolean() && !additional.asBoolean()) {
                Yaml.Place at = mapping.placeOf(entry.getKey());
                problems.add(new Problem(
                        at.file(),
                        at.line(),
                        at.column(),
                        join(key, entry.getKey()),
                        "is not a key known here" + Nearest.hint(entry.getKey(), known)));
            }
        }
    }

    private void checkSequence(Yaml.Sequence sequence, JsonNode schema, String key, List<Problem> problems) {
        int size = sequence.items().size();
        int least = schema.path("minItems").asInt(0);
        int most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
        if (size < least) add(problems, sequence, key, "needs at least " + least + " items, has " + size);
        if (size > most) add(problems, sequence, key, "may have " + most + " items, has " + size);
        if (schema.has("items")) {
            for (int i = 0; i < size; i++) {
                check(sequence.items().get(i), schema.get("items"), key + "[" + i + "]", problems);
            }
        }
    }

    private static void checkScalar(Yaml.Scalar scalar, JsonNode schema, String key, List<Problem> problems) {
        if (schema.has("enum")) {
            List<String> allowed = new ArrayList<>();
            schema.get("enum").forEach(word -> allowed.add(word.asText()));
            if (!allowed.contains(scalar.text())) {
                add(
                        problems,
                        scalar,
                        key,
                        "'" + scalar.text() + "' is not one of " + String.join(", ", allowed)
                                + Nearest.to(scalar.text(), allowed)
                                        .map(n -> "; did you mean '" + n + "'?")
                                        .orElse(""));
            }
        }
        boolean string = scalar.type().equals("string");
        if (string
                && schema.has("pattern")
                && !Pattern.compile(schema.get("pattern").asText())
                        .matcher(scalar.text())
                        .find()) {
            add(
                    problems,
                    scalar,
                    key,
                    "'" + scalar.text() + "' does not have the form "
                            + schema.get("pattern").asText());
        }
        if (string && scalar.text().length() < schema.path("minLength").asInt(0)) {
            add(problems, scalar, key, "is empty");
        }
        if (scalar.type().equals("integer") || scalar.type().equals("number")) {
            double number = Double.parseDouble(scalar.text().replace("_", ""));
            if (schema.has("minimum") && number < schema.get("minimum").asDouble()) {
                add(
                        problems,
                        scalar,
                        key,
                        scalar.text() + " is less than " + schema.get("minimum").asText());
            }
            if (schema.has("maximum") && number > schema.get("maximum").asDouble()) {
                add(
                        problems,
                        scalar,
                        key,
                        scalar.text() + " is more than " + schema.get("maximum").asText());
            }
        }
    }

    private static boolean typeFits(Yaml value, @Nullable JsonNode type) {
        if (type == null) return true;
        if (type.isArray()) {
            for (JsonNode one : type) if (typeFits(value, one)) return true;
            return false;
        }
        String actual = typeOf(value);
        return actual.equals(type.asText()) || (type.asText().equals("number") && actual.equals("integer"));
    }

    private static String typeOf(Yaml value) {
        if (value instanceof Yaml.Scalar scalar) return scalar.type();
        return value instanceof Yaml.Mapping ? "object" : "array";
    }

    private static String describe(Yaml value) {
        return value instanceof Yaml.Scalar scalar && !scalar.text().isEmpty()
                ? "'" + scalar.text() + "'"
                : word(typeOf(value));
    }

    private static String article(JsonNode type) {
        if (type.isTextual()) return word(type.asText());
        List<String> words = new ArrayList<>();
        type.forEach(one -> words.add(word(one.asText())));
        return String.join(" or ", words);
    }

    private static String word(String type) {
        return switch (type) {
            case "object" -> "a mapping";
            case "array" -> "a list";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "null" -> "empty";
            default -> "a text";
        };
    }

    private static String join(String key, String child) {
        return key.isEmpty() ? child : key + "." + child;
    }

    private static void add(List<Problem> problems, Yaml at, String key, String message) {
        Yaml.Place place = at.place();
        problems.add(new Problem(place.file(), place.line(), place.column(), key, message));
    }
}
