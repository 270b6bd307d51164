package org.wasl.warehouse.disclosure.microdata;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.wasl.warehouse.disclosure.ProtectionException;

/**
 * A variable by which somebody could be recognised, and ever coarser ways to give it.
 *
 * @param levels of each way, the code of every value; the first is the value itself, the last says nothing
 */
record Key(String name, List<Map<String, String>> levels) {
    /** What is published where a value is held back. */
    static final String HIDDEN = "*";

    Key {
        levels = List.copyOf(levels);
    }

    /** Recoded by a tree of codes: level by level to the code above. */
    static Key tree(String name, Collection<String> values, Map<String, List<String>> tree) {
        Map<String, String> above = new HashMap<>();
        tree.forEach((code, below) -> below.forEach(child -> above.put(child, code)));
        List<Map<String, String>> levels = new ArrayList<>();
        Map<String, String> codes = identity(values);
        while (true) {
            levels.add(codes);
            Map<String, String> next = new LinkedHashMap<>();
            codes.forEach((value, code) -> next.put(value, above.getOrDefault(code, code)));
            if (next.equals(codes)) {
                break;
            }
            codes = next;
        }
        return closed(name, levels, values);
    }

    /** Recoded by bands, each given by where they begin. */
    static Key bands(String name, Collection<String> values, List<List<Double>> bands) {
        List<Map<String, String>> levels = new ArrayList<>();
        levels.add(identity(values));
        for (List<Double> begins : bands) {
            Map<String, String> codes = new LinkedHashMap<>();
            for (String value : values) {
                codes.put(value, value.equals(Records.MISSING) ? value : band(name, value, begins));
            }
            levels.add(codes);
        }
        return closed(name, levels, values);
    }

    private static String band(String name, String value, List<Double> begins) {
        double number;
        try {
            number = Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new ProtectionException(
                    "the key " + name + " is recoded by bands, but holds \"" + value + "\", which is no number", e);
        }
        String below = "";
        for (double begin : begins) {
            String text = begin == Math.rint(begin) ? Long.toString((long) begin) : Double.toString(begin);
            if (number < begin) {
                return below.isEmpty() ? "<" + text : below + "–<" + text;
            }
            below = text;
        }
        return below + "+";
    }

    private static Key closed(String name, List<Map<String, String>> levels, Collection<String> values) {
        Map<String, String> nothing = new LinkedHashMap<>();
        values.forEach(value -> nothing.put(value, HIDDEN));
        if (!levels.get(levels.size() - 1).equals(nothing)) {
            levels.add(nothing);
        }
        return new Key(name, levels);
    }

    private static Map<String, String> identity(Collection<String> values) {
        Map<String, String> same = new LinkedHashMap<>();
        values.forEach(value -> same.put(value, value));
        return same;
    }

    String code(int level, String value) {
        return Objects.requireNonNullElse(levels.get(level).get(value), HIDDEN);
    }

    /**
     * How much of a value's precision a level takes, from 0 to 1: other values under the same code, of all others (the
     * normalised certainty penalty of Xu et al. 2006).
     */
    double penalty(int level, String value) {
        Map<String, String> codes = levels.get(level);
        Set<String> together = new HashSet<>();
        String code = code(level, value);
        codes.forEach((other, its) -> {
            if (its.equals(code)) {
                together.add(other);
            }
        });
        return codes.size() < 2 ? (level == 0 ? 0 : 1) : (together.size() - 1.0) / (codes.size() - 1.0);
    }
}
