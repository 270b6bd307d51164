package org.wasl.ingest.contract;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** A YAML document that remembers where each of its parts stands. */
sealed interface Yaml {
    Place place();

    /** A position in a file. */
    record Place(String file, int line, int column) {}

    /** Keys and values, in the order of the file. */
    record Mapping(Place place, Map<String, Yaml> entries, Map<String, Place> keys) implements Yaml {
        @Nullable Yaml get(String key) {
            return entries.get(key);
        }

        Place placeOf(String key) {
            return keys.getOrDefault(key, place);
        }
    }

    /** A list. */
    record Sequence(Place place, List<Yaml> items) implements Yaml {}

    /** A single value; {@code type} as JSON Schema names it. */
    record Scalar(Place place, String text, String type) implements Yaml {}

    /** Reads a file; problems are added to the list, and null returned, where it is not YAML. */
    static @Nullable Yaml read(Path file, String name, List<Problem> problems) {
        try (JsonParser parser = new YAMLFactory().createParser(Files.readString(file))) {
            if (parser.nextToken() == null) {
                problems.add(new Problem(name, 1, 1, "", "the file is empty"));
                return null;
            }
            return value(parser, name, problems);
        } catch (JsonProcessingException e) {
            problems.add(fault(e, name));
            return null;
        } catch (IOException e) {
            problems.add(new Problem(name, 1, 1, "", "cannot be read: " + e.getMessage()));
            return null;
        }
    }

    /** The problem at the place that the parser marks; reading stood at the token before it, often lines above. */
    private static Problem fault(JsonProcessingException e, String name) {
        if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            Mark at = marked.getProblemMark();
            return new Problem(name, at.getLine() + 1, at.getColumn() + 1, "", "not YAML: " + marked.getProblem());
        }
        JsonLocation at = e.getLocation();
        return new Problem(
                name,
                at == null ? 1 : at.getLineNr(),
                at == null ? 1 : at.getColumnNr(),
                "",
                "not YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""));
    }

    private static Yaml value(JsonParser parser, String file, List<Problem> problems) throws IOException {
        Place place = place(parser, file);
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> mapping(parser, place, problems);
            case START_ARRAY -> {
                List<Yaml> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) items.add(value(parser, file, problems));
                yield new Sequence(place, items);
            }
            case VALUE_NUMBER_INT -> new Scalar(place, parser.getText(), "integer");
            case VALUE_NUMBER_FLOAT -> new Scalar(place, parser.getText(), "number");
            case VALUE_TRUE, VALUE_FALSE -> new Scalar(place, parser.getText(), "boolean");
            case VALUE_NULL -> new Scalar(place, "", "null");
            default -> new Scalar(place, parser.getText(), "string");
        };
    }

    private static Mapping mapping(JsonParser parser, Place place, List<Problem> problems) throws IOException {
        Map<String, Yaml> entries = new LinkedHashMap<>();
        Map<String, Place> keys = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Place at = place(parser, place.file());
            parser.nextToken();
            Yaml value = value(parser, place.file(), problems);
            Place first = keys.putIfAbsent(key, at);
            if (first == null) {
                entries.put(key, value);
            } else {
                problems.add(new Problem(
                        at.file(), at.line(), at.column(), key, "stands here twice, first in line " + first.line()));
            }
        }
        return new Mapping(place, entries, keys);
    }

    private static Place place(JsonParser parser, String file) {
        JsonLocation at = parser.currentTokenLocation();
        return new Place(file, at.getLineNr(), at.getColumnNr());
    }
}
