package org.wasl.samples.programme;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.wasl.samples.GenerationException;

/** YAML files and resources read into records. */
public final class Yaml {
    private final ObjectMapper mapper = new ObjectMapper(new YAMLFactory())
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** Reads a file; keys that the record does not know are left alone. */
    public <T> T file(Path file, Class<T> type) {
        try (InputStream in = Files.newInputStream(file)) {
            return mapper.readValue(in, type);
        } catch (IOException e) {
            throw new GenerationException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Reads a resource that stands beside the generator. */
    public <T> T resource(String name, TypeReference<T> type) {
        try (InputStream in = GenerationException.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new GenerationException("resource " + name + " is missing from the jar");
            }
            return mapper.readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
