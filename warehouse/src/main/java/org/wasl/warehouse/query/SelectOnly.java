package org.wasl.warehouse.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Asks DuckDB's own parser whether a text is one SELECT. The session may write below its release (that is what being
 * allowed to a directory means to DuckDB), so a COPY must not reach it.
 */
public final class SelectOnly {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Connection connection;

    public SelectOnly(Connection connection) {
        this.connection = connection;
    }

    /** The parsed statement, as {@code json_serialize_sql} gives it. */
    public JsonNode demand(String sql) {
        JsonNode parsed = parse(sql);
        if (parsed.path("error").asBoolean(true)) {
            boolean syntax = "parser".equals(parsed.path("error_type").asText());
            String message = parsed.path("error_message").asText();
            if (!syntax) {
                throw new QueryException(
                        "only one SELECT can be run on a release (also WITH, FROM, VALUES, DESCRIBE, SUMMARIZE, SHOW),"
                                + " it is never written to: " + shorten(sql),
                        null);
            }
            String position = parsed.path("position").asText();
            throw new QueryException(
                    "the query cannot be read: " + message
                            + (position.isEmpty() ? "" : " (character " + position + ")")
                            + ": " + shorten(sql),
                    null);
        }
        if (parsed.path("statements").size() != 1) {
            throw new QueryException(
                    "one SELECT at a time, not " + parsed.path("statements").size(), null);
        }
        return parsed;
    }

    private JsonNode parse(String sql) {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT CAST(json_serialize_sql(CAST(? AS VARCHAR)) AS VARCHAR)")) {
            statement.setString(1, sql);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return JSON.readTree(result.getString(1));
            }
        } catch (SQLException | JsonProcessingException e) {
            throw new QueryException("the query cannot be read: " + e.getMessage(), e);
        }
    }

    private static String shorten(String sql) {
        String line = sql.strip().replaceAll("\\s+", " ");
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }
}
