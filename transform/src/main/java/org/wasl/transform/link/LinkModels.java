package org.wasl.transform.link;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.wasl.transform.TransformException;

/** Reads a linkage model of the programme: {@code links/<model>.yaml}. */
public final class LinkModels {
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private LinkModels() {}

    /** Whether the model's file lists rules. */
    static boolean hasRules(Path file) {
        try {
            return YAML.readTree(Files.readAllBytes(file)).has("rules");
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static LinkModel load(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return YAML.readValue(in, LinkModel.class);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static TransformException unreadable(Path file, IOException e) {
        return new TransformException(file + " cannot be read: " + e.getMessage(), e);
    }
}
