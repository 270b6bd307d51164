package org.wasl.warehouse.disclosure.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The cells that each unit stands in, of all tables, and the persons in units of the same cells, as SQL: rows {@code cells}
 * (texts {@code table 2 key 1 key…}, a 3 between them) and {@code persons}. What a row shows is made a text once for all rows that
 * show the same, and units are told apart by the numbers of these.
 */
final class AtomsQuery {
    private final List<Table> tables;
    private final Map<Population, List<Integer>> byPopulation;

    AtomsQuery(List<Table> tables) {
        this.tables = tables;
        this.byPopulation = IntStream.range(0, tables.size())
                .boxed()
                .collect(Collectors.groupingBy(
                        table -> tables.get(table).population(), LinkedHashMap::new, Collectors.toList()));
    }

    String sql() {
        return tables.get(0).population().unit() == null ? ofRows() : ofUnits();
    }

    /** Rows that name no unit are told apart by their cells alone. */
    private String ofRows() {
        String rows = byPopulation.entrySet().stream()
                .map(one -> "SELECT list_filter(["
                        + one.getValue().stream().map(this::cell).collect(Collectors.joining(", "))
                        + "], lambda c: c IS NOT NULL) AS cells, CAST(coalesce("
                        + one.getKey().persons() + ", 0) AS BIGINT) AS persons FROM "
                        + one.getKey().relation() + " GROUP BY ALL")
                .collect(Collectors.joining(" UNION ALL "));
        return "SELECT array_to_string(cells, chr(3)) AS cells, CAST(sum(persons) AS BIGINT) AS persons FROM (" + rows
                + ") WHERE len(cells) > 0 GROUP BY ALL ORDER BY ALL";
    }

    private String cell(int table) {
        return cell(table, AtomsQuery::text, filter -> Optional.of("(" + filter + "\n)"));
    }

    private String ofUnits() {
        List<Shown> shown = new ArrayList<>();
        byPopulation.forEach((population, ofIt) -> shown.add(new Shown(shown.size(), population, ofIt)));
        int width = shown.stream().mapToInt(one -> one.columns.size()).max().orElse(0);
        String columns = "population_"
                + IntStream.range(0, width).mapToObj(i -> ", shown" + i + "_").collect(Collectors.joining());
        String rows = shown.stream().map(one -> one.rows(width)).collect(Collectors.joining(" UNION ALL "));
        String cells = shown.stream()
                .map(one -> "WHEN " + one.number + " THEN " + one.cells())
                .collect(Collectors.joining(" ", "CASE population_ ", " END"));
        boolean everyUnitAPerson = byPopulation.keySet().stream().allMatch(Population::ofPersons);
        return "WITH row_ AS MATERIALIZED (" + rows + "), combination_ AS MATERIALIZED (SELECT *, " + cells
                + " AS cells_, row_number() OVER () AS id_ FROM (SELECT DISTINCT " + columns + " FROM row_)),"
                + " unit_ AS (SELECT name_, list_sort(list_distinct(list(id_))) AS ids_ FROM row_ JOIN combination_ USING ("
                + columns + ") WHERE name_ IS NOT NULL AND cells_ <> '' GROUP BY name_),"
                + " piece_ AS (SELECT ids_, "
                + (everyUnitAPerson
                        ? "count(*) AS persons FROM unit_"
                        : "CAST(sum(persons_) AS BIGINT) AS persons FROM unit_ JOIN (" + weights() + ") USING (name_)")
                + " GROUP BY ids_) SELECT array_to_string(list_sort(list_transform(ids_, lambda id: every_[id])), chr(3))"
                + " AS cells, persons FROM piece_, (SELECT list(cells_ ORDER BY id_) AS every_ FROM combination_)"
                + " ORDER BY cells";
    }

    /** How many persons each unit stands for. */
    private String weights() {
        String each = byPopulation.keySet().stream()
                .map(one -> "SELECT CAST(" + one.unit() + " AS VARCHAR) AS name_, CAST(coalesce("
                        + (one.ofPersons() ? "1" : one.persons()) + ", 0) AS BIGINT) AS persons_ FROM " + one.relation()
                        + " GROUP BY 1")
                .collect(Collectors.joining(" UNION ALL "));
        return "SELECT name_, max(persons_) AS persons_ FROM (" + each + ") GROUP BY name_";
    }

    /** What the tables of a population show of a row: the values that split them, and whom their conditions take in. */
    private final class Shown {
        private final int number;
        private final Population population;
        private final List<Integer> ofIt;
        private final List<String> columns = new ArrayList<>();

        Shown(int number, Population population, List<Integer> ofIt) {
            this.number = number;
            this.population = population;
            this.ofIt = ofIt;
            ofIt.forEach(table -> cell(table, this::split, this::condition));
        }

        private String split(String column) {
            return shown(text(column));
        }

        private Optional<String> condition(String filter) {
            return filter.equals("true")
                    ? Optional.empty()
                    : Optional.of(shown("CAST(coalesce((" + filter + "\n), false) AS VARCHAR)") + " = 'true'");
        }

        private String shown(String sql) {
            if (!columns.contains(sql)) {
                columns.add(sql);
            }
            return "shown" + columns.indexOf(sql) + "_";
        }

        String rows(int width) {
            StringBuilder select = new StringBuilder("SELECT CAST(")
                    .append(population.unit())
                    .append(" AS VARCHAR) AS name_, ")
                    .append(number)
                    .append(" AS population_");
            for (int i = 0; i < width; i++) {
                select.append(", ")
                        .append(i < columns.size() ? columns.get(i) : "''")
                        .append(" AS shown")
                        .append(i)
                        .append('_');
            }
            return select.append(" FROM ").append(population.relation()).toString();
        }

        String cells() {
            return ofIt.stream()
                    .map(table -> cell(table, this::split, this::condition))
                    .collect(Collectors.joining(", ", "concat_ws(chr(3), ", ")"));
        }
    }

    /** The cell of a table that a row stands in, as one text; null where it stands in none. */
    private String cell(int table, UnaryOperator<String> column, Function<String, Optional<String>> condition) {
        Request request = tables.get(table).request();
        String key = request.by().isEmpty()
                ? "''"
                : request.by().stream().map(column).collect(Collectors.joining(" || chr(1) || "));
        String text = "'" + table + "' || chr(2) || " + key;
        return condition
                .apply(request.filter())
                .map(taken -> "CASE WHEN " + taken + " THEN " + text + " END")
                .orElse(text);
    }

    private static String text(String column) {
        return "coalesce(CAST(\"" + column.replace("\"", "\"\"") + "\" AS VARCHAR), 'unknown')";
    }
}
