package org.wasl.warehouse.disclosure.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.OutputStream;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
        Shape shape = Shape.of(node);
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
        Set<List<String>> shown = pass(known, population, filter, shape.by());
        for (Shape.Counted counted : shape.counted()) {
            shown = withoutFew(shown, counted, known, population, filter, shape.by());
        }
        warehouse.query(masked(sql, shape, shown), format, out);
    }

    private Set<List<String>> pass(List<Table> known, Population population, String filter, List<String> by) {
        return door.pass(
                warehouse.connection(),
                warehouse.release().id().toString(),
                known,
                new Table(population, new Request(filter, by)));
    }

    /**
     * The cells whose sum or count of a column counts no few among those who are not in it: of a column of noughts and
     * ones the sum is a count, and so is the count of those who gave an answer.
     */
    private Set<List<String>> withoutFew(
            Set<List<String>> shown,
            Shape.Counted counted,
            List<Table> known,
            Population population,
            String filter,
            List<String> by) {
        Set<List<String>> divided = divided(counted, population, filter, by);
        divided.retainAll(shown);
        if (divided.isEmpty()) {
            return shown;
        }
        Set<List<String>> open = new LinkedHashSet<>(shown);
        try {
            divided.removeAll(pass(known, population, "(" + filter + ") AND " + counted.in(), by));
        } catch (ProtectionException few) {
            if (divided.size() == open.size()) {
                throw few;
            }
        }
        open.removeAll(divided);
        return open;
    }

    /** The cells in which some count and others do not. */
    private Set<List<String>> divided(Shape.Counted counted, Population population, String filter, List<String> by) {
        String keys = by.stream()
                .map(column -> "coalesce(CAST(" + name(column) + " AS VARCHAR), 'unknown'), ")
                .collect(Collectors.joining());
        Set<List<String>> divided = new LinkedHashSet<>();
        try (Statement statement = warehouse.connection().createStatement();
                ResultSet result = statement.executeQuery("SELECT " + keys + "count(*) FROM " + population.relation()
                        + " WHERE (" + filter + ") AND " + counted.out()
                        + (by.isEmpty() ? "" : " GROUP BY ALL"))) {
            while (result.next()) {
                List<String> key = new ArrayList<>();
                for (int i = 1; i <= by.size(); i++) {
                    key.add(result.getString(i));
                }
                if (result.getLong(by.size() + 1) > 0) {
                    divided.add(key);
                }
            }
        } catch (SQLException e) {
            throw refused("only numbers are added");
        }
        return divided;
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

    static String name(String column) {
        return '"' + column.replace("\"", "\"\"") + '"';
    }

    static ProtectionException refused(String why) {
        return new ProtectionException("this query cannot be published: " + why
                + ". The published zone answers SELECT columns, count(*) AS n, sum(x) AS s, avg(x) AS m FROM table WHERE"
                + " … GROUP BY columns; the restricted zone answers all, for your eyes.");
    }
}
