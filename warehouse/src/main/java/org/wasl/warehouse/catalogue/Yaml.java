package org.wasl.warehouse.catalogue;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.wasl.warehouse.disclosure.ProtectionException;
import org.wasl.warehouse.yaml.Nearest;
import org.wasl.warehouse.yaml.YamlFault;

/** Reads configuration; errors name the file, the line and column, the key, and the nearest known key. */
final class Yaml {
    private static final ObjectMapper MAPPER = YAMLMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private Yaml() {}

    static <T> T read(Path file, Class<T> type) {
        try {
            return MAPPER.readValue(Files.readAllBytes(file), type);
        } catch (UnrecognizedPropertyException e) {
            throw new CatalogueException(
                    place(file, e) + "unknown key \"" + e.getPropertyName() + "\"; nearest: "
                            + String.join(
                                    ", ",
                                    Nearest.to(
                                            e.getPropertyName(),
                                            e.getKnownPropertyIds().stream()
                                                    .map(String::valueOf)
                                                    .toList())),
                    e);
        } catch (JsonMappingException e) {
            if (isFault(e)) throw new CatalogueException(YamlFault.of(e).in(file.toString()), e);
            String key = e.getPath().stream()
                    .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
                    .collect(Collectors.joining("."));
            String said = e.getCause() instanceof ProtectionException refused
                    ? String.valueOf(refused.getMessage())
                    : e.getOriginalMessage();
            throw new CatalogueException(place(file, e) + (key.isEmpty() ? "" : key + ": ") + said, e);
        } catch (JsonProcessingException e) {
            throw new CatalogueException(YamlFault.of(e).in(file.toString()), e);
        } catch (IOException e) {
            throw new CatalogueException(file + " cannot be read: " + e, e);
        }
    }

    /** A record is only built at its end, so the exception's own place is too late: look for the key. */
    private static String place(Path file, UnrecognizedPropertyException e) {
        try (JsonParser parser = MAPPER.createParser(file.toFile())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && parser.currentName().equals(e.getPropertyName())) {
                    return place(file, parser.currentTokenLocation());
                }
            }
        } catch (IOException unreadable) {
            return file + ": ";
        }
        return file + ": ";
    }

    private static String place(Path file, JsonProcessingException e) {
        return e.getLocation() == null ? file + ": " : place(file, e.getLocation());
    }

    private static String place(Path file, JsonLocation at) {
        return YamlFault.place(file.toString(), at.getLineNr(), at.getColumnNr()) + ": ";
    }

    /** Whether the text itself is at fault, found while a record was being filled. */
    private static boolean isFault(JsonMappingException e) {
        return e.getCause() instanceof JsonProcessingException cause && !(cause instanceof JsonMappingException);
    }
}
