package org.wasl.transform.schema;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** {@code schema.json}: what a release says about its own tables, so that readers need no code to know them. */
public final class SchemaDocument {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SchemaDocument() {}

    public static byte[] of(Tables tables) {
        ObjectNode document = JSON.createObjectNode();
        ArrayNode list = document.putArray("tables");
        for (Table table : tables.tables()) {
            ObjectNode node = list.addObject();
            node.put("name", table.name());
            node.put("description", table.description());
            table.primaryKey().forEach(node.putArray("primary_key")::add);
            ArrayNode columns = node.putArray("columns");
            table.columns().forEach(c -> write(columns.addObject(), c));
            ArrayNode checks = node.putArray("checks");
            for (Check check : table.checks()) {
                checks.addObject()
                        .put("id", check.id())
                        .put("severity", check.severity())
                        .put("sql", check.sql())
                        .put("message", check.message());
            }
        }
        return (document.toPrettyString().replace("\r\n", "\n") + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void write(ObjectNode node, Column column) {
        node.put("name", column.name());
        node.put("type", column.type().name());
        node.put("description", column.description());
        node.put("nullable", column.nullable());
        if (column.codes() != null) {
            node.put("codes", column.codes());
        }
        if (!column.values().isEmpty()) {
            column.values().forEach(node.putArray("values")::add);
        }
        Column.Range range = column.range();
        if (range != null) {
            node.putArray("range").add(range.from()).add(range.to());
        }
        if (column.references() != null) {
            node.put("references", column.references());
        }
        node.put("personal", column.personal());
    }
}
