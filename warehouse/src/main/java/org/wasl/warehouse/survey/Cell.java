package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One domain: the values that a classification's columns take in it. */
record Cell(List<String> columns, List<String> values) {
    /** Numbers by size, text by code point. */
    static final Comparator<Cell> ORDER = (a, b) -> {
        for (int i = 0; i < Math.min(a.values.size(), b.values.size()); i++) {
            int order = compare(a.values.get(i), b.values.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.values.size(), b.values.size());
    };

    Cell {
        columns = List.copyOf(columns);
        values = List.copyOf(values);
    }

    Map<String, String> domain() {
        Map<String, String> domain = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            domain.put(columns.get(i), values.get(i));
        }
        return domain;
    }

    /** The cell of a finer classification within this one. */
    Cell and(String column, String value) {
        var finer = new ArrayList<>(columns);
        finer.add(column);
        var deeper = new ArrayList<>(values);
        deeper.add(value);
        return new Cell(finer, deeper);
    }

    /** Numbers by size and before text, text by code point. */
    static int compare(String a, String b) {
        return Label.of(a).compareTo(Label.of(b));
    }

    /** A value with the number that it may be, read once however often it is compared. */
    record Label(String text, @Nullable Double number) implements Comparable<Label> {
        static Label of(String text) {
            return new Label(text, parsed(text));
        }

        @Override
        public int compareTo(Label other) {
            Double x = number;
            Double y = other.number;
            if (x != null && y != null) {
                return Double.compare(x, y);
            }
            return x == null && y == null ? text.compareTo(other.text) : x == null ? 1 : -1;
        }

        private static @Nullable Double parsed(String text) {
            for (int i = 0; i < text.length(); i++) {
                if ("0123456789+-.eE".indexOf(text.charAt(i)) < 0) {
                    return null;
                }
            }
            try {
                return Double.valueOf(text);
            } catch (NumberFormatException notANumber) {
                return null;
            }
        }
    }
}
