package org.wasl.warehouse.impact;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.wasl.warehouse.yaml.Nearest;

/** The columns that a study reads, rows in a fixed order. A missing number is NaN, a missing label empty. */
final class StudyData {
    private final Map<String, double[]> numbers;
    private final Map<String, List<String>> labels;
    private final int rows;

    private StudyData(Map<String, double[]> numbers, Map<String, List<String>> labels, int rows) {
        this.numbers = numbers;
        this.labels = labels;
        this.rows = rows;
    }

    /** Reads the named columns; all rows are ordered by all of them, so that sums do not depend on the engine. */
    static StudyData read(Connection connection, String relation, Collection<String> columns) {
        try (Statement statement = connection.createStatement()) {
            Map<String, String> types = types(statement, relation);
            List<String> wanted = List.copyOf(new LinkedHashSet<>(columns));
            for (String column : wanted) {
                if (!types.containsKey(column)) {
                    throw new StudyException("There is no column \"" + column + "\" in the data; nearest: \""
                            + Nearest.one(column, types.keySet()) + "\".");
                }
            }
            String list =
                    String.join(", ", wanted.stream().map(StudyData::quoted).toList());
            try (ResultSet result =
                    statement.executeQuery("select " + list + " from " + relation + " order by " + list)) {
                return collect(result, wanted, types);
            }
        } catch (SQLException failed) {
            throw new StudyException("The data of the study cannot be read: " + failed.getMessage(), failed);
        }
    }

    private static Map<String, String> types(Statement statement, String relation) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        try (ResultSet columns = statement.executeQuery("describe select * from " + relation)) {
            while (columns.next()) {
                types.put(columns.getString(1), columns.getString(2).toUpperCase(Locale.ROOT));
            }
        }
        return types;
    }

    private static String quoted(String column) {
        return '"' + column.replace("\"", "\"\"") + '"';
    }

    private static StudyData collect(ResultSet result, List<String> wanted, Map<String, String> types)
            throws SQLException {
        Map<String, List<Double>> numbers = new LinkedHashMap<>();
        Map<String, List<String>> labels = new LinkedHashMap<>();
        for (String column : wanted) {
            labels.put(column, new ArrayList<>());
            if (types.getOrDefault(column, "").matches("(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL.*)")) {
                numbers.put(column, new ArrayList<>());
            }
        }
        int row = 0;
        while (result.next()) {
            row++;
            for (int i = 0; i < wanted.size(); i++) {
                String text = result.getString(i + 1);
                labels.getOrDefault(wanted.get(i), new ArrayList<>()).add(text == null ? "" : text);
                List<Double> number = numbers.get(wanted.get(i));
                if (number != null) {
                    double value = result.getDouble(i + 1);
                    if (Double.isInfinite(value)) {
                        throw new StudyException("\"" + wanted.get(i) + "\" is infinite in a row with " + wanted.get(0)
                                + " = " + result.getString(1) + ".");
                    }
                    number.add(text == null ? Double.NaN : value);
                }
            }
        }
        if (row == 0) {
            throw new StudyException("The data of the study has no rows.");
        }
        Map<String, double[]> arrays = new LinkedHashMap<>();
        numbers.forEach((column, values) -> arrays.put(
                column, values.stream().mapToDouble(Double::doubleValue).toArray()));
        return new StudyData(arrays, labels, row);
    }

    int rows() {
        return rows;
    }

    /** The numbers of a column.
     *
     * @throws StudyException when it holds text
     */
    double[] number(String column) {
        double[] values = numbers.get(column);
        if (values == null) {
            throw new StudyException("Column \"" + column + "\" holds text; a number is needed.");
        }
        return values;
    }

    boolean isNumber(String column) {
        return numbers.containsKey(column);
    }

    List<String> label(String column) {
        return labels.getOrDefault(column, List.of());
    }

    /** The rows that meet a condition. */
    StudyData where(IntPredicate keep) {
        int[] kept = IntStream.range(0, rows).filter(keep).toArray();
        Map<String, double[]> fewer = new LinkedHashMap<>();
        numbers.forEach((column, values) ->
                fewer.put(column, IntStream.of(kept).mapToDouble(i -> values[i]).toArray()));
        Map<String, List<String>> fewerLabels = new LinkedHashMap<>();
        labels.forEach((column, values) ->
                fewerLabels.put(column, IntStream.of(kept).mapToObj(values::get).toList()));
        return new StudyData(fewer, fewerLabels, kept.length);
    }

    /** With one more column of numbers. */
    StudyData with(String column, double[] values) {
        Map<String, double[]> more = new LinkedHashMap<>(numbers);
        more.put(column, values);
        return new StudyData(more, labels, rows);
    }

    /** Levels as whole numbers 0, 1, …, in the order of the labels. */
    int[] codes(String column) {
        TreeMap<String, Integer> order = new TreeMap<>();
        label(column).forEach(text -> order.put(text, 0));
        int next = 0;
        for (Map.Entry<String, Integer> level : order.entrySet()) {
            level.setValue(next++);
        }
        return label(column).stream()
                .mapToInt(text -> order.getOrDefault(text, 0))
                .toArray();
    }

    Set<String> levels(String column) {
        return new TreeSet<>(label(column));
    }
}
