package org.wasl.warehouse.catalogue;

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

/** Reads configuration; errors name the file, the line, the key, and the nearest known key. */
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
                    file + line(file, e) + ": unknown key \"" + e.getPropertyName() + "\"; nearest: "
                            + String.join(
                                    ", ",
                                    Nearest.to(
                                            e.getPropertyName(),
                                            e.getKnownPropertyIds().stream()
                                                    .map(String::valueOf)
                                                    .toList())),
                    e);
        } catch (JsonMappingException e) {
            String key = e.getPath().stream()
                    .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
                    .collect(Collectors.joining("."));
            throw new CatalogueException(
                    place(file, e) + (key.isEmpty() ? "" : key + ": ") + e.getOriginalMessage(), e);
        } catch (JsonProcessingException e) {
            throw new CatalogueException(place(file, e) + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new CatalogueException(file + " cannot be read: " + e, e);
        }
    }

    /** A record is only built at its end, so the exception's own place is too late: look for the key. */
    private static String line(Path file, UnrecognizedPropertyException e) {
        try (JsonParser parser = MAPPER.createParser(file.toFile())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && parser.currentName().equals(e.getPropertyName())) {
                    return " line " + parser.currentTokenLocation().getLineNr();
                }
            }
        } catch (IOException unreadable) {
            return "";
        }
        return "";
    }

    private static String place(Path file, JsonProcessingException e) {
        return e.getLocation() == null
                ? file + ": "
                : file + " line " + e.getLocation().getLineNr() + ": ";
    }
}
