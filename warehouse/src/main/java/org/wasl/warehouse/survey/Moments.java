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
    /** A result row begins with the number of its unit. */
    private static final int NUMBERS = 1;

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
     * @param classifications lists of columns; none is the whole
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
        private final Map<Integer, Unit> units = new HashMap<>();
        private final Map<List<@Nullable String>, Group> groups = new HashMap<>();

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

        /** @param key the grouping, then the cell's values */
        private Group group(List<String> set, List<@Nullable String> key) {
            boolean first = set.equals(sets.get(0));
            List<String> values = new ArrayList<>();
            for (String value : key.subList(1, key.size())) {
                if (value == null) {
                    return new Group(new Cell(List.of(), List.of()), first, null);
                }
                values.add(value);
            }
            return new Group(new Cell(set, values), first, new UnitSums(width, positions));
        }
    }

    private void take(ResultSet row, Reading reading) throws SQLException {
        int at = NUMBERS + reading.stages + 2 + 2 * reading.fpcs;
        // Every unit stands in every set, among those without a value if need be: the first set tells them all.
        int unit = unit(row, reading);
        Group group = group(row, reading, at);
        at += reading.columns + 1;
        if (group.first()) {
            frame.addRows(row.getLong(at));
        }
        long inDomain = row.getLong(at + 1);
        UnitSums sums = group.sums();
        if (sums == null || (inDomain == 0 && !group.cell().columns().isEmpty())) {
            return;
        }
        cells.putIfAbsent(group.cell(), sums);
        at += 2;
        sums.begin(unit, inDomain);
        for (int i = 0; i < reading.width; i++) {
            sums.set(i, row.getDouble(at++));
        }
    }

    /**
     * One cell, or the rows of a set that have no value.
     *
     * @param first whether it is of the first set
     * @param sums null where there is no value
     */
    private record Group(Cell cell, boolean first, @Nullable UnitSums sums) {}

    private static Group group(ResultSet row, Reading reading, int at) throws SQLException {
        long grouping = row.getLong(at);
        int[] positions = reading.positionsOfGrouping.get(grouping);
        if (positions == null) {
            throw new IllegalStateException("grouping " + grouping + " is none of " + reading.sets);
        }
        List<@Nullable String> key = new ArrayList<>(positions.length + 1);
        key.add(Long.toString(grouping));
        for (int position : positions) {
            key.add(row.getString(at + 1 + position));
        }
        Group known = reading.groups.get(key);
        if (known == null) {
            known = reading.group(reading.setOfGrouping.getOrDefault(grouping, List.of()), key);
            reading.groups.put(key, known);
        }
        return known;
    }

    private int unit(ResultSet row, Reading reading) throws SQLException {
        double[] fpc = new double[reading.fpcs];
        int at = NUMBERS + 1 + reading.stages + 1;
        boolean one = true;
        for (int i = 0; i < reading.fpcs; i++) {
            fpc[i] = row.getDouble(at++);
            one &= row.getDouble(at++) == fpc[i];
        }
        Unit known = reading.units.get(row.getInt(1));
        if (known != null && one && Arrays.equals(fpc, known.fpc())) {
            return known.number();
        }
        List<String> keys = new ArrayList<>(reading.stages + 1);
        for (int i = 0; i <= reading.stages; i++) {
            keys.add(row.getString(NUMBERS + 1 + i));
        }
        if (!one) {
            throw new SurveyException("The fpc takes several values in unit " + keys + "; it must be one a stage.");
        }
        Unit unit = new Unit(frame.unit(keys, fpc), fpc);
        reading.units.put(row.getInt(1), unit);
        return unit.number();
    }

    /** A unit that was met. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Unit(int number, double[] fpc) {}

    private static List<List<String>> sets(List<List<String>> classifications) {
        return classifications.isEmpty() ? List.of(List.of()) : List.copyOf(new LinkedHashSet<>(classifications));
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
        List<String> groupColumns = groupColumns(sets);
        StringJoiner groups = new StringJoiner(", ");
        groupColumns.forEach(column -> groups.add(Quoted.name(column)));
        StringJoiner select = new StringJoiner(", ");
        // A unit's labels are read once by its number, not once a row.
        select.add(rows.everyRowItsOwn() ? "row_number() over ()" : "dense_rank() over (order by " + keys + ")");
        String grouped = groupColumns.isEmpty() ? "0" : "grouping(" + groups + ")";
        select.add(rows.keysAsText());
        for (int stage = 1; stage <= fpcs; stage++) {
            select.add("min(fpc" + stage + "_), max(fpc" + stage + "_)");
        }
        select.add(grouped);
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
