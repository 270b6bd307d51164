package org.wasl.warehouse.survey;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Totals of every item in every cell, by final sampling unit: what one pass over the data leaves to the algebra.
 * Item i has columns {@code i * Item.SUMS + 0…3}.
 */
final class Moments {
    private final List<Item> items;
    private final Frame frame;
    private final Map<Cell, UnitSums> cells = new HashMap<>();

    private Moments(List<Item> items, Frame frame) {
        this.items = List.copyOf(items);
        this.frame = frame;
    }

    /** One cell's totals by unit, only of the units that it touches. */
    static final class UnitSums {
        private final int width;
        private final int[] positions;
        private int[] units = new int[16];
        private double[] sums;
        private int size;
        private long rows;

        UnitSums(int width, int[] positions) {
            this.width = width;
            this.positions = positions;
            this.sums = new double[16 * width];
        }

        /** Makes room for a unit's sums. */
        private void begin(int unit, long unitRows) {
            if (size == units.length) {
                units = Arrays.copyOf(units, size * 2);
                sums = Arrays.copyOf(sums, size * 2 * width);
            }
            units[size] = unit;
            size++;
            rows += unitRows;
        }

        private void set(int column, double sum) {
            sums[(size - 1) * width + column] = sum;
        }

        int size() {
            return size;
        }

        int unit(int position) {
            return units[position];
        }

        double sum(int position, int column) {
            return sums[position * width + positions[column]];
        }

        double total(int column) {
            double total = 0;
            for (int at = positions[column]; at < size * width; at += width) {
                total += sums[at];
            }
            return total;
        }

        /** Adds a multiple of one column to what is known of each unit. */
        void addTo(double[] unitTotals, int column, double factor) {
            int at = positions[column];
            for (int i = 0; i < size; i++, at += width) {
                unitTotals[units[i]] += factor * sums[at];
            }
        }

        /** All columns' totals, each unit's counted by a factor. */
        double[] totals(double[] factor, int[] primary) {
            double[] distinct = new double[width];
            for (int i = 0; i < size; i++) {
                double f = factor[primary[units[i]]];
                for (int column = 0, at = i * width; f != 0 && column < width; column++, at++) {
                    distinct[column] += f * sums[at];
                }
            }
            double[] all = new double[positions.length];
            for (int column = 0; column < all.length; column++) {
                all[column] = distinct[positions[column]];
            }
            return all;
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
        int fpcs = Math.min(rows.stages(), rows.design().fpc().size());
        Reading reading = new Reading(sets, rows.stages(), fpcs, new ItemColumns(items));
        rows.query(sql(rows, items, sets, fpcs, domain), row -> moments.take(row, reading));
        moments.frame.settle();
        return moments;
    }

    /** Where a result row's parts stand. */
    private static final class Reading {
        private final List<List<String>> sets;
        private final int stages;
        private final int fpcs;
        private final int width;
        private final int[] positions;
        private final Map<Long, List<String>> setOfGrouping = new HashMap<>();
        private final Map<Long, int[]> positionsOfGrouping = new HashMap<>();
        private final int columns;

        Reading(List<List<String>> sets, int stages, int fpcs, ItemColumns sums) {
            this.sets = sets;
            this.stages = stages;
            this.fpcs = fpcs;
            this.width = sums.sums("w_").size();
            this.positions = sums.positions();
            List<String> all = groupColumns(sets);
            this.columns = all.size();
            for (List<String> set : sets) {
                // grouping() has a bit for each column, the first highest, set where the column is not grouped by.
                long bits = 0;
                for (String column : all) {
                    bits = bits * 2 + (set.contains(column) ? 0 : 1);
                }
                setOfGrouping.put(bits, set);
                positionsOfGrouping.put(
                        bits, set.stream().mapToInt(all::indexOf).toArray());
            }
        }
    }

    private void take(ResultSet row, Reading reading) throws SQLException {
        int at = reading.stages + 2 + 2 * reading.fpcs;
        long grouping = row.getLong(at++);
        List<String> set = reading.setOfGrouping.get(grouping);
        int[] positions = reading.positionsOfGrouping.get(grouping);
        if (set == null || positions == null) {
            throw new IllegalStateException("grouping " + grouping + " is none of " + reading.sets);
        }
        String[] values = new String[positions.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.getString(at + positions[i]);
            if (values[i] == null) {
                return;
            }
        }
        at += reading.columns;
        long count = row.getLong(at++);
        long inDomain = row.getLong(at++);
        int unit = unit(row, reading, set.isEmpty() ? count : 0);
        if (inDomain == 0 && !set.isEmpty()) {
            return;
        }
        UnitSums sums = cells.computeIfAbsent(
                new Cell(set, List.of(values)), any -> new UnitSums(reading.width, reading.positions));
        sums.begin(unit, inDomain);
        for (int i = 0; i < reading.width; i++) {
            sums.set(i, row.getDouble(at++));
        }
    }

    private int unit(ResultSet row, Reading reading, long rows) throws SQLException {
        List<String> keys = new ArrayList<>(reading.stages + 1);
        int at = 1;
        for (int i = 0; i <= reading.stages; i++) {
            keys.add(row.getString(at++));
        }
        double[] fpc = new double[reading.fpcs];
        for (int i = 0; i < reading.fpcs; i++) {
            fpc[i] = row.getDouble(at++);
            if (row.getDouble(at++) != fpc[i]) {
                throw new SurveyException(
                        "The fpc of stage " + (i + 1) + " takes several values in unit " + keys + ".");
            }
        }
        return frame.unit(keys, fpc, rows);
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

    private static String sql(
            SampleRows rows, List<Item> items, List<List<String>> sets, int fpcs, @Nullable String domain) {
        ItemColumns columns = new ItemColumns(items);
        String keys = rows.keys();
        StringJoiner select = new StringJoiner(", ").add(rows.keysAsText());
        for (int stage = 1; stage <= fpcs; stage++) {
            select.add("min(fpc" + stage + "_), max(fpc" + stage + "_)");
        }
        List<String> groupColumns = groupColumns(sets);
        StringJoiner groups = new StringJoiner(", ");
        groupColumns.forEach(column -> groups.add(Quoted.name(column)));
        select.add(groupColumns.isEmpty() ? "0" : "grouping(" + groups + ")");
        groupColumns.forEach(column -> select.add(Quoted.name(column) + "::varchar"));
        select.add("count(*)").add("count(*)" + (domain == null ? "" : " filter (where " + domain + ")"));
        columns.sums("w_").forEach(select::add);
        StringJoiner grouping = new StringJoiner(", ");
        for (List<String> set : sets) {
            StringJoiner by = new StringJoiner(", ", "(", ")").add(keys);
            set.forEach(column -> by.add(Quoted.name(column)));
            grouping.add(by.toString());
        }
        return "select " + select + " from " + columns.over(rows.sql()) + " group by grouping sets (" + grouping + ")";
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
                .sorted(Cell.ORDER)
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
