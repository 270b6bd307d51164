package org.wasl.transform.linkage.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wasl.transform.linkage.standardise.Standardiser;

/** The published schema of a linkage model says what the reader of models takes. */
class ModelSchemaTest {
    private static final Path ROOT = Path.of(System.getProperty("wasl.root", ".."));

    @Test
    void modelsOfTheHouseAreValidAndCanBeRead() throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema());
        List<Path> models = new ArrayList<>();
        for (String folder : List.of("bench/linkage/models", "programmes/better-connections/links")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
                files.sorted().forEach(models::add);
            }
        }
        assertFalse(models.isEmpty());
        for (Path model : models) {
            assertEquals(
                    List.of(),
                    schema.validate(Files.readString(model), InputFormat.YAML).stream()
                            .map(Object::toString)
                            .toList(),
                    model::toString);
            ModelFile.read(model);
        }
        assertFalse(schema.validate("{block: [[a]], comparisons: [{column: a, levels: [exactly]}]}", InputFormat.YAML)
                .isEmpty());
    }

    @Test
    void itNamesTheSameKeysStandardisersAndLevels() throws IOException {
        JsonNode schema = new ObjectMapper().readTree(schema());
        assertEquals(new TreeSet<>(ModelFile.KEYS), names(schema.at("/properties")));
        Set<String> standardisers = new TreeSet<>();
        schema.at("/$defs/standardiser/anyOf/0/enum").forEach(name -> standardisers.add(name.asText()));
        assertEquals(Standardiser.names(), standardisers);
        Set<String> levels = names(schema.at("/$defs/level/oneOf/1/properties"));
        levels.removeAll(ComparisonReader.LEVEL_KEYS);
        Set<String> known = new TreeSet<>(ComparisonReader.BOUNDS.keySet());
        known.addAll(Set.of("exact", "difference", "kilometres", "sql"));
        assertEquals(known, levels);
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String schema() throws IOException {
        try (InputStream in = ModelFile.class.getResourceAsStream("/org/wasl/transform/linkage/model.schema.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
