package org.wasl.warehouse.survey;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.yaml.Nearest;
import org.wasl.warehouse.yaml.YamlFault;

/** A YAML file whose keys know their place, so that every problem in it can be told at once. */
public final class YamlDocument {
    // The second of two keys would else win in silence.
    private static final ObjectMapper STRICT = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private record Place(int line, int column) implements Comparable<Place> {
        static final Place UNKNOWN = new Place(0, 0);

        @Override
        public int compareTo(Place other) {
            return line == other.line ? Integer.compare(column, other.column) : Integer.compare(line, other.line);
        }
    }

    private final String name;
    private final JsonNode root;
    private final Map<String, Place> places;
    private final TreeMap<Place, List<String>> problems = new TreeMap<>();

    private YamlDocument(String name, JsonNode root, Map<String, Place> places) {
        this.name = name;
        this.root = root;
        this.places = places;
    }

    /** Reads a file.
     *
     * @throws SurveyException when it cannot be read or is not YAML
     */
    public static YamlDocument read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (NoSuchFileException missing) {
            throw new SurveyException("The file " + file + " does not exist.", missing);
        } catch (CharacterCodingException binary) {
            throw new SurveyException(file + " is not a text file in UTF-8.", binary);
        } catch (IOException unreadable) {
            throw new SurveyException(file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** Parses text; {@code name} is what problems call it. */
    public static YamlDocument parse(String text, String name) {
        try {
            JsonNode root = STRICT.readTree(text);
            if (root == null || !root.isObject()) {
                throw new SurveyException(name + ": expected keys and values, found "
                        + (root == null || root.isMissingNode() ? "an empty file" : "a plain value") + ".");
            }
            return new YamlDocument(name, root, keyPlaces(text));
        } catch (JsonProcessingException malformed) {
            throw new SurveyException(YamlFault.of(malformed).in(name), malformed);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A section that another reader has parsed; its problems carry no places. */
    public static YamlDocument section(JsonNode root, String name) {
        return new YamlDocument(name, root, Map.of());
    }

    private static Map<String, Place> keyPlaces(String text) throws IOException {
        Map<String, Place> places = new HashMap<>();
        try (JsonParser parser = new YAMLFactory().createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    JsonLocation at = parser.currentTokenLocation();
                    places.putIfAbsent(
                            parser.getParsingContext().pathAsPointer().toString(),
                            new Place(at.getLineNr(), at.getColumnNr()));
                }
            }
        }
        return places;
    }

    public JsonNode root() {
        return root;
    }

    /** Notes a problem with a key, given as a JSON pointer. */
    public void problem(String pointer, String sentence) {
        Place place = places.getOrDefault(pointer, Place.UNKNOWN);
        problems.computeIfAbsent(place, any -> new ArrayList<>()).add(sentence);
    }

    /** Notes every key of an object that is not one of {@code known}, with the nearest that is. */
    public void unknownKeys(JsonNode object, String pointer, Collection<String> known) {
        object.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                problem(pointer + "/" + key, "unknown key \"" + key + "\"; nearest: " + Nearest.one(key, known) + ".");
            }
        });
    }

    /**
     * A number, or the usual one when absent. What is no number, or out of bounds, is noted as a problem.
     *
     * @param pointer to the key
     */
    public double number(String pointer, double usual, double least, double most) {
        JsonNode value = root.at(pointer);
        if (value.isMissingNode()) {
            return usual;
        }
        double number = value.isBoolean() ? Double.NaN : value.asDouble(Double.NaN);
        if (number >= least && number <= most) {
            return number;
        }
        problem(pointer, key(pointer) + " must be a number" + between(least, most) + ", found " + value + ".");
        return usual;
    }

    /** The same of a whole number; {@code Integer.MAX_VALUE}: there is no most. */
    public int whole(String pointer, int usual, int least, int most) {
        JsonNode value = root.at(pointer);
        if (value.isMissingNode()) {
            return usual;
        }
        double number = value.isBoolean() ? Double.NaN : value.asDouble(Double.NaN);
        if (number >= least && number <= most && number == Math.rint(number)) {
            return (int) number;
        }
        double end = most == Integer.MAX_VALUE ? Double.POSITIVE_INFINITY : most;
        problem(pointer, key(pointer) + " must be a whole number" + between(least, end) + ", found " + value + ".");
        return usual;
    }

    /** The pointer to a key of what another points to. */
    public static String below(String pointer, String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    private static String key(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1)
                .replace("~1", "/")
                .replace("~0", "~");
    }

    private static String between(double least, double most) {
        return " from " + plain(least) + (most == Double.POSITIVE_INFINITY ? "" : " to " + plain(most));
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** Notes a problem with a key whose value holds no keys of its own; what is absent or empty holds none to miss. */
    public void keysWithin(String pointer, Collection<String> known) {
        JsonNode value = root.at(pointer);
        if (!value.isObject() && !value.isMissingNode() && !value.isNull()) {
            problem(pointer, key(pointer) + " must hold keys (" + String.join(", ", known) + "), found " + value + ".");
        }
        unknownKeys(value, pointer, known);
    }

    /**
     * The keys and values at a JSON pointer; missing when there is nothing. Anything else is a problem.
     *
     * @param example what to write, as a problem's sentence shows it
     */
    public JsonNode section(String pointer, String example) {
        JsonNode value = root.at(pointer);
        if (value.isObject() || value.isMissingNode() || value.isNull()) {
            return value;
        }
        problem(pointer, "write it as " + example + ", not as " + value + ".");
        return MissingNode.getInstance();
    }

    /** True or false, yes or no; anything else is a problem. */
    public boolean flag(String pointer, boolean otherwise) {
        JsonNode value = root.at(pointer);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        return switch (value.asText().toLowerCase(Locale.ROOT)) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> {
                problem(pointer, key(pointer) + " must be true or false, found " + value + ".");
                yield otherwise;
            }
        };
    }

    /** A number, null when there is none; anything else is a problem. */
    public @Nullable Double number(String pointer) {
        JsonNode value = root.at(pointer);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isNumber()) {
            problem(pointer, "a number is expected, not " + value + ".");
            return null;
        }
        return value.asDouble();
    }

    /** The names at a JSON pointer: a list, or a single one; anything else is a problem. */
    public List<String> names(String pointer) {
        JsonNode value = root.at(pointer);
        boolean named = value.isArray()
                ? StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isValueNode)
                : value.isValueNode() || value.isMissingNode();
        if (!named) {
            problem(pointer, "a name or a list of names is expected, not " + value + ".");
            return List.of();
        }
        int last = pointer.lastIndexOf('/');
        return texts(root.at(pointer.substring(0, last)), pointer.substring(last + 1));
    }

    /** A text value, or the empty string when absent or null. */
    public static String text(JsonNode object, String key) {
        return object.path(key).isNull() ? "" : object.path(key).asText("");
    }

    /** A list of texts: a YAML list, or a single value. */
    public static List<String> texts(JsonNode object, String key) {
        JsonNode value = object.path(key);
        if (value.isArray()) {
            List<String> all = new ArrayList<>();
            value.forEach(element -> all.add(element.asText()));
            return all;
        }
        String one = text(object, key);
        return one.isEmpty() || one.equals("none") ? List.of() : List.of(one);
    }

    /** The problems in the order of their lines, one a line of text; empty when there is none. */
    public String problems() {
        StringBuilder all = new StringBuilder();
        problems.forEach((place, sentences) -> sentences.forEach(sentence -> all.append(all.isEmpty() ? "" : "\n")
                .append(YamlFault.place(name, place.line(), place.column()))
                .append(": ")
                .append(sentence)));
        return all.toString();
    }
}
