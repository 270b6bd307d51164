package org.wasl.warehouse.disclosure.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wasl.warehouse.disclosure.ProtectionException;

/**
 * The codes of a dimension as a tree: a code is the sum of those below it.
 *
 * @param total the code at the top
 * @param children of each code that has some
 */
public record Hierarchy(String total, Map<String, List<String>> children) {

    public Hierarchy {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        children.forEach((code, below) -> copy.put(code, List.copyOf(below)));
        children = Collections.unmodifiableMap(copy);
        check(total, children);
    }

    /** A total and its parts. */
    public static Hierarchy flat(String total, Collection<String> parts) {
        return new Hierarchy(total, Map.of(total, List.copyOf(parts)));
    }

    private static void check(String total, Map<String, List<String>> children) {
        Map<String, String> parents = new HashMap<>();
        children.forEach((code, below) -> {
            for (String child : below) {
                String other = parents.put(child, code);
                if (child.equals(total) || other != null) {
                    throw new ProtectionException("the code '" + child + "' stands below '" + code + "'"
                            + (other == null
                                    ? " and is the total itself"
                                    : " and below '" + other + "'; a code has one place"));
                }
            }
        });
        Set<String> reached = new LinkedHashSet<>();
        collect(total, children, reached);
        for (String code : children.keySet()) {
            if (!reached.contains(code)) {
                throw new ProtectionException("the code '" + code + "' is not below the total '" + total + "'");
            }
        }
    }

    private static void collect(String code, Map<String, List<String>> children, Set<String> into) {
        into.add(code);
        children.getOrDefault(code, List.of()).forEach(child -> collect(child, children, into));
    }

    /** Every code, each before those below it. */
    public List<String> codes() {
        Set<String> codes = new LinkedHashSet<>();
        collect(total, children, codes);
        return List.copyOf(codes);
    }

    /** The codes right below. */
    public List<String> below(String code) {
        return children.getOrDefault(code, List.of());
    }

    /** The codes that are no sums. */
    public List<String> leaves() {
        return codes().stream().filter(code -> below(code).isEmpty()).toList();
    }

    /** A code and those it is part of, up to the total. */
    public List<String> upwards(String code) {
        Map<String, String> parents = new HashMap<>();
        children.forEach((parent, below) -> below.forEach(child -> parents.put(child, parent)));
        List<String> way = new ArrayList<>();
        for (String at = code; at != null; at = parents.get(at)) {
            way.add(at);
        }
        return way;
    }
}
