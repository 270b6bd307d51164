package org.wasl.warehouse.survey;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Totals of every item in every cell, by final sampling unit: what one pass over the data leaves to the algebra.
 * Item i has columns {@code i * Item.SUMS + 0…3}.
 */
final class Moments {
    /** A result row begins with the numbers of its unit and its cell. */
    private static final int LABELS = 3;

    private static final String FIRST_OF_CELL = "rank() over by_cell_ = row_number() over by_cell_";

    private final List<Item> items;
    private final Units units;
    private final Map<Cell, UnitSums> cells;

    private Moments(List<Item> items, Units units, Map<Cell, UnitSums> cells) {
        this.items = List.copyOf(items);
        this.units = units;
        this.cells = cells;
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

        /** From the result's numbers of units to the frame's. */
        private void renumber(Units known) {
            for (int i = 0; i < size; i++) {
                units[i] = known.number(units[i]);
            }
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
     * @param classifications lists of columns; none is the whole
     * @param domain the condition that counts a cell's rows
     * @param known the units of the sample, where they have been read before
     */
    static Moments read(
            SampleRows rows,
            List<Item> items,
            List<List<String>> classifications,
            @Nullable String domain,
            @Nullable Units known) {
        List<List<String>> sets = sets(classifications);
        Units.Reading units = known == null ? new Units.Reading(rows) : null;
        Reading reading = new Reading(sets, units, new ItemColumns(items));
        rows.query(sql(rows, items, sets, domain, units), reading::take);
        Units found = units == null ? Objects.requireNonNull(known) : units.settled(reading.rows());
        return new Moments(items, found, reading.cells(found));
    }

    /**
     * The result as it is read. Units and cells come by number; their labels stand only in the first row of each, since
     * making a string costs more than all the sums of its row.
     */
    private static final class Reading {
        private final List<List<String>> sets;
        private final List<String> groupColumns;
        private final Units.@Nullable Reading units;
        private final int width;
        private final int[] positions;
        private final Map<Long, List<String>> setOfGrouping = new HashMap<>();
        private final Map<Integer, Group> groups = new HashMap<>();

        Reading(List<List<String>> sets, Units.@Nullable Reading units, ItemColumns sums) {
            this.sets = sets;
            this.groupColumns = groupColumns(sets);
            this.units = units;
            this.width = sums.sums("w_").size();
            this.positions = sums.positions();
            for (List<String> set : sets) {
                // grouping() has a bit for each column, the first highest, set where the column is not grouped by.
                long bits = 0;
                for (String column : groupColumns) {
                    bits = bits * 2 + (set.contains(column) ? 0 : 1);
                }
                setOfGrouping.put(bits, set);
            }
        }

        void take(ResultSet row) throws SQLException {
            int unit = row.getInt(1);
            Group group = groups.get(row.getInt(2));
            int at = units == null ? LABELS : units.take(unit, LABELS, row);
            if (group == null) {
                group = new Group(set(row.getLong(at)), new UnitSums(width, positions));
                groups.put(row.getInt(2), group);
            }
            if (row.getBoolean(at + 1)) {
                group.label(row, at + 2, groupColumns);
            }
            at += 2 + groupColumns.size();
            group.rows += row.getLong(at++);
            long inDomain = row.getLong(at++);
            if (inDomain == 0 && !group.set.isEmpty()) {
                return;
            }
            group.sums.begin(unit, inDomain);
            for (int i = 0; i < width; i++) {
                group.sums.set(i, row.getDouble(at++));
            }
        }

        private List<String> set(long grouping) {
            List<String> set = setOfGrouping.get(grouping);
            if (set == null) {
                throw new IllegalStateException("grouping " + grouping + " is none of " + sets);
            }
            return set;
        }

        /** How many rows the sample has: every unit stands in every set, so one set tells all. */
        long rows() {
            return groups.values().stream()
                    .filter(group -> group.set.equals(sets.get(0)))
                    .mapToLong(group -> group.rows)
                    .sum();
        }

        /** The cells with a value in each of their columns. */
        Map<Cell, UnitSums> cells(Units known) {
            Map<Cell, UnitSums> cells = new HashMap<>();
            for (Group group : groups.values()) {
                List<String> values = group.values;
                if (values != null && (group.sums.size() > 0 || group.set.isEmpty())) {
                    group.sums.renumber(known);
                    cells.put(new Cell(group.set, values), group.sums);
                }
            }
            return cells;
        }
    }

    /** One cell, or the rows of a set that have no value. */
    private static final class Group {
        private final List<String> set;
        private final UnitSums sums;
        private @Nullable List<String> values;
        private long rows;

        Group(List<String> set, UnitSums sums) {
            this.set = set;
            this.sums = sums;
        }

        void label(ResultSet row, int from, List<String> groupColumns) throws SQLException {
            List<String> found = new ArrayList<>();
            for (String column : set) {
                String value = row.getString(from + groupColumns.indexOf(column));
                if (value == null) {
                    return;
                }
                found.add(value);
            }
            values = found;
        }
    }

    private static List<List<String>> sets(List<List<String>> classifications) {
        return classifications.isEmpty() ? List.of(List.of()) : List.copyOf(new LinkedHashSet<>(classifications));
    }

    private static List<String> groupColumns(List<List<String>> sets) {
        Set<String> columns = new LinkedHashSet<>();
        sets.forEach(columns::addAll);
        return List.copyOf(columns);
    }

    private static String sql(
            SampleRows rows,
            List<Item> items,
            List<List<String>> sets,
            @Nullable String domain,
            Units.@Nullable Reading units) {
        ItemColumns columns = new ItemColumns(items);
        List<String> keys = rows.keyColumns();
        List<String> groups = groupColumns(sets).stream().map(Quoted::name).toList();
        StringJoiner sums = new StringJoiner(", ").add(String.join(", ", keys));
        StringJoiner select = new StringJoiner(", ");
        select.add(rows.everyRowItsOwn() ? "unit1_" : "dense_rank() over by_unit_");
        select.add("dense_rank() over by_cell_");
        if (units != null) {
            units.columns(rows, sums, select);
        }
        sums.add((groups.isEmpty() ? "0" : "grouping(" + String.join(", ", groups) + ")") + " as grouping_");
        select.add("grouping_").add(FIRST_OF_CELL);
        groups.forEach(sums::add);
        groups.forEach(group -> select.add("case when " + FIRST_OF_CELL + " then " + group + "::varchar end"));
        sums.add("count(*) as all_")
                .add("count(*)" + (domain == null ? "" : " filter (where " + domain + ")") + " as in_");
        select.add("all_").add("in_");
        List<String> different = columns.sums("w_");
        for (int i = 0; i < different.size(); i++) {
            sums.add(different.get(i) + " as sum" + i + "_");
            select.add("sum" + i + "_");
        }
        StringJoiner grouping = new StringJoiner(", ");
        for (List<String> set : sets) {
            StringJoiner by = new StringJoiner(", ", "(", ")").add(String.join(", ", keys));
            set.forEach(column -> by.add(Quoted.name(column)));
            grouping.add(by.toString());
        }
        StringJoiner cell = new StringJoiner(", ").add("grouping_");
        groups.forEach(cell::add);
        return "select " + select + " from (select " + sums + " from " + columns.over(rows.sql())
                + " group by grouping sets (" + grouping + ")) window by_unit_ as (order by " + String.join(", ", keys)
                + "), by_cell_ as (order by " + cell + ")";
    }

    List<Item> items() {
        return items;
    }

    Frame frame() {
        return units.frame();
    }

    Units units() {
        return units;
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

    /** Marks the units with an answer to the item in the cell. */
    void markAnswering(Cell cell, int item, boolean[] answering) {
        UnitSums sums = sums(cell);
        for (int i = 0; i < sums.size(); i++) {
            answering[sums.unit(i)] |= sums.sum(i, item * Item.SUMS + Item.COUNT) > 0;
        }
    }

    UnitSums sums(Cell cell) {
        UnitSums found = cells.get(cell);
        if (found == null) {
            throw new SurveyException("There is no row with " + cell.domain() + ".");
        }
        return found;
    }
}
