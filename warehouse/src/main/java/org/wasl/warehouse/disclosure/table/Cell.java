package org.wasl.warehouse.disclosure.table;

import java.util.List;

/**
 * One number of a table before it is protected.
 *
 * @param key its code in each dimension
 * @param value the number itself
 * @param count the records behind it
 * @param contributors the persons or houses behind it
 * @param largest what the largest of them contribute, the largest first; as many as the rules need
 * @param keys the sum of its records' keys, modulo 2³²; nought where none are used
 */
public record Cell(List<String> key, double value, long count, long contributors, List<Double> largest, long keys) {
    public Cell {
        key = List.copyOf(key);
        largest = List.copyOf(largest);
    }

    /** A cell without record keys. */
    public Cell(List<String> key, double value, long count, long contributors, List<Double> largest) {
        this(key, value, count, contributors, largest, 0);
    }

    /** The same numbers under another key. */
    Cell at(List<String> other) {
        return new Cell(other, value, count, contributors, largest, keys);
    }

    /** A count of persons, each of whom counts once. */
    public static Cell count(List<String> key, long persons) {
        return new Cell(key, persons, persons, persons, persons > 0 ? List.of(1.0) : List.of());
    }

    /** The sum of the {@code n} largest contributions. */
    double ofLargest(int n) {
        return largest.stream().limit(n).mapToDouble(Double::doubleValue).sum();
    }

    /** The largest contribution; nothing when nobody contributes. */
    public double first() {
        return ofLargest(1);
    }
}
