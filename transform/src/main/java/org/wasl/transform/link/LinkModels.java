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

    public static LinkModel load(Path programme, String model) {
        Path file = programme.resolve("links").resolve(model + ".yaml");
        try (InputStream in = Files.newInputStream(file)) {
            return YAML.readValue(in, LinkModel.class);
        } catch (IOException e) {
            throw new TransformException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
