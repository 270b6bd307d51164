package org.wasl.warehouse.disclosure.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.OutputStream;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.wasl.warehouse.disclosure.ProtectionException;
import org.wasl.warehouse.disclosure.ledger.Door;
import org.wasl.warehouse.disclosure.ledger.Population;
import org.wasl.warehouse.disclosure.ledger.Request;
import org.wasl.warehouse.disclosure.ledger.Table;
import org.wasl.warehouse.query.Format;
import org.wasl.warehouse.query.SelectOnly;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.release.Schema;

/**
 * A query for the published zone: counts, sums and means of one table, split by its columns. Anything else (rows, minima,
 * lists, subqueries, joins) could name somebody and is refused. A cell that would tell of few persons, by itself or together with what
 * left before, is not in the answer, as if nobody were in it.
 */
public final class PublishedQuery {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DECISIONS = "link_decision";
    private static final Set<String> AGGREGATES = Set.of("count_star", "count", "sum", "avg");
    private static final List<String> NO_PLACE = List.of("modifiers", "having", "qualify", "sample");

    private final Warehouse warehouse;
    private final Door door;
    private final Function<String, List<Table>> usual;

    /**
     * @param usual what everybody has of a universe of persons
     */
    public PublishedQuery(Warehouse warehouse, Door door, Function<String, List<Table>> usual) {
        this.warehouse = warehouse;
        this.door = door;
        this.usual = usual;
    }

    /** Answers, if the query may be answered at all. */
    public void answer(String sql, Format format, OutputStream out) {
        JsonNode node = new SelectOnly(warehouse.connection())
                .demand(sql)
                .path("statements")
                .path(0)
                .path("node");
        Shape shape = shape(node);
        Optional<String> person = person(shape.table());
        String filter = filter(node, shape.table());
        if (person.isEmpty()) {
            warehouse.query(sql, format, out);
            return;
        }
        Population population = Population.of(
                "table " + shape.table(), name(shape.table()), "count(DISTINCT " + name(person.get()) + ")");
        List<Table> known = new ArrayList<>(usual.apply(population.universe()));
        known.add(new Table(population, new Request("true", List.of())));
        Set<List<String>> shown = door.pass(
                warehouse.connection(),
                warehouse.release().id().toString(),
                known,
                new Table(population, new Request(filter, shape.by())));
        warehouse.query(masked(sql, shape, shown), format, out);
    }

    /**
     * What a query asks for.
     *
     * @param by the columns it is split by
     * @param split the same in the order of the answer
     * @param numbers the names of what is counted or added
     */
    private record Shape(String table, List<String> by, List<String> split, List<String> numbers) {}

    private static Shape shape(JsonNode node) {
        if (!node.path("type").asText().equals("SELECT_NODE")) {
            throw refused("it is not one plain SELECT");
        }
        if (!node.path("from_table").path("type").asText().equals("BASE_TABLE")
                || !node.path("cte_map").path("map").isEmpty()) {
            throw refused("it reads more than one table of the release");
        }
        for (String part : NO_PLACE) {
            JsonNode value = node.path(part);
            if (!value.isMissingNode() && !value.isNull() && !value.isEmpty()) {
                throw refused(
                        part.equals("modifiers")
                                ? "ORDER BY, LIMIT and DISTINCT have no place"
                                : part.toUpperCase(Locale.ROOT) + " has no place");
            }
        }
        if (node.path("group_sets").size() > 1) {
            throw refused("one grouping at a time");
        }
        Set<String> grouped = new LinkedHashSet<>();
        node.path("group_expressions").forEach(group -> grouped.add(column(group)));
        boolean all = node.path("aggregate_handling").asText().equals("FORCE_AGGREGATES");
        Set<String> by = new LinkedHashSet<>(grouped);
        List<String> split = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        int place = 0;
        for (JsonNode item : node.path("select_list")) {
            place++;
            String alias = item.path("alias").asText();
            if (item.path("class").asText().equals("COLUMN_REF")) {
                String column = column(item);
                if (!alias.isEmpty() || !(all || grouped.contains(column))) {
                    throw refused("\"" + column + "\" stands in it unsplit and unadded, or renamed");
                }
                by.add(column);
                split.add(column);
            } else {
                aggregate(item);
                if (alias.isEmpty()) {
                    throw refused("its number " + place + " has no name; write count(*) AS persons");
                }
                numbers.add(alias);
            }
        }
        if (!split.containsAll(by)) {
            throw refused("it is split by a column that it does not show");
        }
        if (numbers.isEmpty()) {
            throw refused("it counts, adds and averages nothing");
        }
        return new Shape(node.path("from_table").path("table_name").asText(), List.copyOf(by), split, numbers);
    }

    private static String column(JsonNode node) {
        JsonNode names = node.path("column_names");
        if (!node.path("class").asText().equals("COLUMN_REF") || names.size() != 1) {
            throw refused("only plain columns split it");
        }
        return names.path(0).asText();
    }

    private static void aggregate(JsonNode item) {
        String function = item.path("function_name").asText();
        if (!item.path("class").asText().equals("FUNCTION") || !AGGREGATES.contains(function)) {
            throw refused("only count, sum and avg of a column may leave");
        }
        JsonNode filter = item.path("filter");
        if (!filter.isMissingNode() && !filter.isNull()) {
            throw refused("a condition belongs after WHERE");
        }
        item.forEach(PublishedQuery::onlyColumns);
    }

    /** Whatever an aggregate is made of, in whichever part of it. */
    private static void onlyColumns(JsonNode part) {
        if (part.has("class")) {
            column(part);
        }
        part.forEach(PublishedQuery::onlyColumns);
    }

    /** The column that tells persons apart; empty for a table of things. */
    private Optional<String> person(String table) {
        if (table.equals(DECISIONS)) {
            throw refused("the table " + DECISIONS + " is about single records");
        }
        Schema schema = Schema.read(warehouse.release().directory().resolve(Schema.FILE));
        Schema.Table found =
                schema.table(table).orElseThrow(() -> refused("there is no table \"" + table + "\" in the release"));
        return found.columns().stream()
                .filter(column -> column.personal() != null)
                .map(Schema.Column::name)
                .findFirst();
    }

    /** The condition as DuckDB prints it; a subquery has no place in it. */
    private String filter(JsonNode node, String table) {
        JsonNode condition = node.path("where_clause");
        if (condition.isMissingNode() || condition.isNull()) {
            return "true";
        }
        noSubquery(condition);
        String head = "SELECT 1 FROM " + name(table) + " WHERE ";
        JsonNode parsed = new SelectOnly(warehouse.connection()).demand(head + "true");
        ((ObjectNode) parsed.path("statements").path(0).path("node")).set("where_clause", condition);
        try (PreparedStatement statement = warehouse
                .connection()
                .prepareStatement("SELECT json_deserialize_sql(CAST(CAST(? AS VARCHAR) AS JSON))")) {
            statement.setString(1, JSON.writeValueAsString(parsed));
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                String sql = result.getString(1);
                return sql.substring(sql.indexOf(" WHERE ") + " WHERE ".length());
            }
        } catch (SQLException | JsonProcessingException e) {
            throw new ProtectionException("the condition cannot be read: " + e.getMessage(), e);
        }
    }

    private static void noSubquery(JsonNode node) {
        String kind = node.path("class").asText();
        if (kind.equals("SUBQUERY") || kind.equals("WINDOW") || kind.equals("LAMBDA")) {
            throw refused("a subquery has no place in its condition");
        }
        node.forEach(PublishedQuery::noSubquery);
    }

    private static String masked(String sql, Shape shape, Set<List<String>> shown) {
        String key = shape.by().isEmpty()
                ? "''"
                : shape.by().stream()
                        .map(column -> "coalesce(CAST(" + name(column) + " AS VARCHAR), 'unknown')")
                        .collect(Collectors.joining(" || chr(1) || "));
        String open = shown.stream()
                .map(cell -> "'" + String.join("\u0001", cell).replace("'", "''") + "'")
                .collect(Collectors.joining(", "));
        List<String> select = new ArrayList<>(shape.split());
        select.addAll(shape.numbers());
        return "SELECT " + select.stream().map(PublishedQuery::name).collect(Collectors.joining(", ")) + " FROM ("
                + sql.strip().replaceAll(";\\s*$", "") + "\n) WHERE " + key + " IN (" + open + ") ORDER BY ALL";
    }

    private static String name(String column) {
        return '"' + column.replace("\"", "\"\"") + '"';
    }

    private static ProtectionException refused(String why) {
        return new ProtectionException("this query cannot be published: " + why
                + ". The published zone answers SELECT columns, count(*) AS n, sum(x) AS s, avg(x) AS m FROM table WHERE"
                + " … GROUP BY columns; the restricted zone answers all, for your eyes.");
    }
}
