package org.wasl.warehouse.survey;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Totals of every item in every cell, by final sampling unit: what one pass over the data leaves to the algebra.
 * Item i has columns {@code i * Item.SUMS + 0…3}.
 */
final class Moments {
    private final List<Item> items;
    private final Frame frame;
    private final Map<Cell, UnitSums> cells = new TreeMap<>((a, b) -> {
        int byColumns = a.columns().toString().compareTo(b.columns().toString());
        return byColumns != 0 ? byColumns : Cell.ORDER.compare(a, b);
    });

    private Moments(List<Item> items, Frame frame) {
        this.items = List.copyOf(items);
        this.frame = frame;
    }

    /** One cell's totals by unit, only of the units that it touches. */
    static final class UnitSums {
        private final int width;
        private int[] units = new int[16];
        private double[] sums;
        private int size;
        private long rows;

        UnitSums(int width) {
            this.width = width;
            this.sums = new double[16 * width];
        }

        private void add(int unit, double[] row, long unitRows) {
            if (size == units.length) {
                units = Arrays.copyOf(units, size * 2);
                sums = Arrays.copyOf(sums, size * 2 * width);
            }
            units[size] = unit;
            System.arraycopy(row, 0, sums, size * width, width);
            size++;
            rows += unitRows;
        }

        int size() {
            return size;
        }

        int unit(int position) {
            return units[position];
        }

        double sum(int position, int column) {
            return sums[position * width + column];
        }

        double total(int column) {
            double total = 0;
            for (int i = 0; i < size; i++) {
                total += sums[i * width + column];
            }
            return total;
        }

        long rows() {
            return rows;
        }
    }

    /**
     * Reads the totals.
     *
     * @param classifications lists of columns; the whole is always among them
     * @param domain the condition that counts a cell's rows
     */
    static Moments read(
            SampleRows rows, List<Item> items, List<List<String>> classifications, @Nullable String domain) {
        Moments moments = new Moments(
                items, new Frame(rows.design().lonelyPsu(), rows.design().nest()));
        List<List<String>> sets = sets(classifications);
        int stages = rows.stages();
        int fpcs = Math.min(stages, rows.design().fpc().size());
        String sql = sql(rows.sql(), items, sets, stages, fpcs, domain);
        List<String> columns = groupColumns(sets);
        int width = items.size() * Item.SUMS;
        rows.query(sql, row -> moments.take(row, sets, columns, stages, fpcs, width));
        return moments;
    }

    private void take(ResultSet row, List<List<String>> sets, List<String> columns, int stages, int fpcs, int width)
            throws SQLException {
        int at = 1;
        List<String> keys = new ArrayList<>(stages + 1);
        for (int i = 0; i <= stages; i++) {
            keys.add(row.getString(at++));
        }
        double[] fpc = new double[fpcs];
        for (int i = 0; i < fpcs; i++) {
            fpc[i] = row.getDouble(at++);
            if (row.getDouble(at++) != fpc[i]) {
                throw new SurveyException(
                        "The fpc of stage " + (i + 1) + " takes several values in unit " + keys + ".");
            }
        }
        List<String> columnsOfSet = sets.get(setNumber(sets, columns, row.getLong(at++)));
        List<String> values = new ArrayList<>();
        for (String column : columns) {
            String value = row.getString(at++);
            if (columnsOfSet.contains(column)) {
                if (value == null) {
                    return;
                }
                values.add(value);
            }
        }
        long count = row.getLong(at++);
        long inDomain = row.getLong(at++);
        double[] sums = new double[width];
        for (int i = 0; i < width; i++) {
            sums[i] = row.getDouble(at++);
        }
        int unit = frame.unit(keys, fpc, columnsOfSet.isEmpty() ? count : 0);
        if (inDomain > 0 || columnsOfSet.isEmpty()) {
            Cell cell = new Cell(columnsOfSet, inOrder(columnsOfSet, columns, values));
            cells.computeIfAbsent(cell, any -> new UnitSums(width)).add(unit, sums, inDomain);
        }
    }

    /** Values arrive in the order of all group columns; a cell wants its own order. */
    private static List<String> inOrder(List<String> wanted, List<String> columns, List<String> values) {
        Map<String, String> byColumn = new LinkedHashMap<>();
        int at = 0;
        for (String column : columns) {
            if (wanted.contains(column)) {
                byColumn.put(column, values.get(at++));
            }
        }
        List<String> ordered = new ArrayList<>();
        wanted.forEach(column -> ordered.add(byColumn.getOrDefault(column, "")));
        return ordered;
    }

    private static List<List<String>> sets(List<List<String>> classifications) {
        Set<List<String>> sets = new LinkedHashSet<>();
        sets.add(List.of());
        sets.addAll(classifications);
        return List.copyOf(sets);
    }

    private static List<String> groupColumns(List<List<String>> sets) {
        Set<String> columns = new LinkedHashSet<>();
        sets.forEach(columns::addAll);
        return List.copyOf(columns);
    }

    // grouping() has a bit for each column, the first highest, set where the column is not grouped by.
    private static int setNumber(List<List<String>> sets, List<String> columns, long grouping) {
        for (int i = 0; i < sets.size(); i++) {
            long bits = 0;
            for (String column : columns) {
                bits = bits * 2 + (sets.get(i).contains(column) ? 0 : 1);
            }
            if (bits == grouping) {
                return i;
            }
        }
        throw new IllegalStateException("grouping " + grouping + " is none of " + sets);
    }

    private static String sql(
            String rows, List<Item> items, List<List<String>> sets, int stages, int fpcs, @Nullable String domain) {
        StringJoiner keys = new StringJoiner(", ").add("stratum_");
        for (int stage = 1; stage <= stages; stage++) {
            keys.add("unit" + stage + "_");
        }
        StringJoiner select = new StringJoiner(", ").add(keys.toString());
        for (int stage = 1; stage <= fpcs; stage++) {
            select.add("min(fpc" + stage + "_), max(fpc" + stage + "_)");
        }
        List<String> columns = groupColumns(sets);
        StringJoiner groups = new StringJoiner(", ");
        columns.forEach(column -> groups.add(Quoted.name(column)));
        select.add(columns.isEmpty() ? "0" : "grouping(" + groups + ")");
        columns.forEach(column -> select.add(Quoted.name(column) + "::varchar"));
        select.add("count(*)").add("count(*)" + (domain == null ? "" : " filter (where " + domain + ")"));
        items.forEach(item -> select.add(item.sums("w_")));
        StringJoiner grouping = new StringJoiner(", ");
        for (List<String> set : sets) {
            StringJoiner by = new StringJoiner(", ", "(", ")").add(keys.toString());
            set.forEach(column -> by.add(Quoted.name(column)));
            grouping.add(by.toString());
        }
        return "select " + select + " from " + rows + " group by grouping sets (" + grouping + ")";
    }

    List<Item> items() {
        return items;
    }

    Frame frame() {
        return frame;
    }

    /** The cells of a classification that hold rows, in order. */
    List<Cell> cells(List<String> classification) {
        return cells.keySet().stream()
                .filter(cell -> cell.columns().equals(classification))
                .toList();
    }

    @Nullable UnitSums find(Cell cell) {
        return cells.get(cell);
    }

    /** Primary units less strata, of those with an answer to the item in the cell. */
    double answeringDegreesOfFreedom(Cell cell, int item) {
        boolean[] answering = new boolean[frame.units()];
        UnitSums sums = sums(cell);
        for (int i = 0; i < sums.size(); i++) {
            answering[sums.unit(i)] |= sums.sum(i, item * Item.SUMS + Item.COUNT) > 0;
        }
        return frame.degreesOfFreedom(answering);
    }

    UnitSums sums(Cell cell) {
        UnitSums found = cells.get(cell);
        if (found == null) {
            throw new SurveyException("There is no row with " + cell.domain() + ".");
        }
        return found;
    }
}
