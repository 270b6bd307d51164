package org.wasl.warehouse.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.wasl.warehouse.query.QueryException;
import org.wasl.warehouse.query.SelectOnly;
import org.wasl.warehouse.yaml.Nearest;

/**
 * A user's condition over declared dimensions, taken apart by DuckDB's parser and put together again from the allowed
 * parts: columns that are dimensions, constants, comparisons, and a few functions of text and numbers. What reaches the
 * statement is the printed tree, never the user's text; a subquery, another table or a second statement has no place in
 * it.
 */
final class Condition {
    private static final Set<String> PARTS = Set.of(
            "COLUMN_REF",
            "CONSTANT",
            "COMPARISON",
            "CONJUNCTION",
            "OPERATOR",
            "BETWEEN",
            "FUNCTION",
            "CAST",
            "TYPE",
            "CASE");
    private static final Set<String> OPERATORS = Set.of(
            "COMPARE_IN",
            "COMPARE_NOT_IN",
            "OPERATOR_NOT",
            "OPERATOR_IS_NULL",
            "OPERATOR_IS_NOT_NULL",
            "OPERATOR_COALESCE",
            "OPERATOR_CAST");
    private static final Set<String> FUNCTIONS = Set.of(
            "~~",
            "!~~",
            "~~*",
            "!~~*",
            "+",
            "-",
            "*",
            "/",
            "%",
            "||",
            "lower",
            "upper",
            "trim",
            "length",
            "abs",
            "starts_with",
            "contains",
            "year",
            "month",
            "date_part");
    private static final Set<String> ONLY_IN_A_SELECT =
            Set.of("modifiers", "group_expressions", "group_sets", "having", "qualify", "sample");
    private static final String HEAD = "SELECT 1 FROM kept WHERE ";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;
    private final List<String> dimensions;

    Condition(Connection connection, List<String> dimensions) {
        this.connection = connection;
        this.dimensions = dimensions;
    }

    /**
     * The condition as SQL that is safe to put after WHERE.
     *
     * @throws CatalogueException when it is not a condition over the dimensions
     */
    String sql(String where) {
        JsonNode parsed;
        try {
            parsed = new SelectOnly(connection).demand("SELECT 1 FROM kept WHERE (" + where + "\n)");
        } catch (QueryException e) {
            throw new CatalogueException(
                    "--where \"" + where + "\" is not one condition: write for example"
                            + " municipality = 'doha' AND phase <> 'pilot'",
                    e);
        }
        JsonNode node = parsed.path("statements").path(0).path("node");
        JsonNode condition = node.path("where_clause");
        if (!node.path("type").asText().equals("SELECT_NODE") || condition.isMissingNode() || condition.isNull()) {
            throw refused(where, "it is not one condition");
        }
        if (!node.path("from_table").path("type").asText().equals("BASE_TABLE")
                || !node.path("cte_map").path("map").isEmpty()) {
            throw refused(where, "it reads more than the metric's own rows");
        }
        for (String part : ONLY_IN_A_SELECT) {
            JsonNode value = node.path(part);
            if (!value.isMissingNode() && !value.isNull() && !value.isEmpty()) {
                throw refused(where, part + " has no place in a condition");
            }
        }
        check(where, condition);
        return print(parsed, where);
    }

    private void check(String where, JsonNode node) {
        if (node.isArray()) {
            node.forEach(child -> check(where, child));
            return;
        }
        if (!node.isObject()) {
            return;
        }
        if (node.has("class")) {
            part(where, (ObjectNode) node);
        }
        node.forEach(child -> check(where, child));
    }

    private void part(String where, ObjectNode node) {
        String kind = node.path("class").asText();
        if (!PARTS.contains(kind)) {
            throw refused(where, kind.toLowerCase(java.util.Locale.ROOT) + " has no place in a condition");
        }
        if (kind.equals("OPERATOR") && !OPERATORS.contains(node.path("type").asText())) {
            throw refused(where, node.path("type").asText() + " has no place in a condition");
        }
        if (kind.equals("FUNCTION")) {
            String function = node.path("function_name").asText();
            if (!FUNCTIONS.contains(function)) {
                throw refused(
                        where,
                        "the function " + function + " is not among "
                                + FUNCTIONS.stream().sorted().toList());
            }
        }
        if (kind.equals("COLUMN_REF")) {
            column(where, node.path("column_names"));
        }
    }

    private void column(String where, JsonNode names) {
        String name = names.path(names.size() - 1).asText();
        if (names.size() != 1 || !dimensions.contains(name)) {
            throw new CatalogueException("--where \"" + where + "\": \"" + name
                    + "\" is not a dimension of the metric; "
                    + (dimensions.isEmpty()
                            ? "it has none"
                            : "nearest: " + String.join(", ", Nearest.to(name, dimensions))));
        }
    }

    private String print(JsonNode parsed, String where) {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT json_deserialize_sql(CAST(CAST(? AS VARCHAR) AS JSON))")) {
            statement.setString(1, JSON.writeValueAsString(parsed));
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                String sql = result.getString(1);
                if (!sql.startsWith(HEAD)) {
                    throw refused(where, "it is not one condition");
                }
                return sql.substring(HEAD.length());
            }
        } catch (SQLException | JsonProcessingException e) {
            throw new CatalogueException("--where \"" + where + "\" cannot be read: " + e.getMessage(), e);
        }
    }

    private static CatalogueException refused(String where, String why) {
        return new CatalogueException("--where \"" + where + "\" is refused: " + why
                + ". Write a condition over the metric's dimensions, for example municipality = 'doha'.");
    }
}
