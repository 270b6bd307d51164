package org.wasl.transform.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TablesTest {
    private final Tables tables = Tables.load(Path.of(System.getProperty("wasl.programme")));

    @Test
    void everyReferencePointsToADeclaredColumn() {
        for (Table table : tables.tables()) {
            for (Column column : table.columns()) {
                String references = column.references();
                if (references != null) {
                    String[] target = references.split("\\.", 2);
                    assertTrue(tables.get(target[0]).columnNames().contains(target[1]), references);
                }
            }
        }
    }

    @Test
    void everyKeyIsDeclaredAndEveryColumnIsDescribed() {
        for (Table table : tables.tables()) {
            assertTrue(table.columnNames().containsAll(table.primaryKey()), table.name());
            assertEquals(table.columns().size(), Set.copyOf(table.columnNames()).size(), table.name());
            assertTrue(table.columns().stream().noneMatch(c -> c.description().isBlank()), table.name());
        }
    }

    @Test
    void theSurveysVariablesAreColumnsOfTheirType() {
        Table responses = tables.get("survey_response");
        assertEquals(
                ColumnType.BIGINT,
                responses.columns().stream()
                        .filter(c -> c.name().equals("internet_use"))
                        .findFirst()
                        .orElseThrow()
                        .type());
        assertEquals(
                "source_line",
                responses.columnNames().get(responses.columnNames().size() - 1));
    }

    @Test
    void theSchemaDocumentNamesEachCheckOnce() throws IOException {
        JsonNode document = new ObjectMapper().readTree(SchemaDocument.of(tables));
        Set<String> ids = new HashSet<>();
        for (JsonNode table : document.get("tables")) {
            for (JsonNode check : table.get("checks")) {
                assertTrue(ids.add(check.get("id").asText()), check.toString());
            }
        }
        assertTrue(ids.contains("device_month_working_within_open"));
    }
}
