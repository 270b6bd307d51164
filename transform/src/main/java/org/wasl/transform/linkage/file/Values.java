package org.wasl.transform.linkage.file;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the nodes of a model say: texts, numbers, choices and known keys; what they do not say rightly is noted. */
final class Values {
    private final Problems problems;

    Values(Problems problems) {
        this.problems = problems;
    }

    Map<String, Node> mapping(@Nullable Node node, String what, Set<String> keys) {
        if (node == null) return Map.of();
        if (!(node instanceof Node.Mapping mapping)) {
            problems.add(node.line(), what + ": expected `key: value` lines");
            return Map.of();
        }
        Map<String, Node> known = new LinkedHashMap<>();
        mapping.entries().forEach((key, value) -> {
            if (keys.contains(key)) known.put(key, value);
            else {
                problems.add(
                        value.line(),
                        what + ": unknown key '" + key + "'; known are "
                                + String.join(", ", keys.stream().sorted().toList()));
            }
        });
        return known;
    }

    <E extends Enum<E>> E choice(@Nullable Node node, String key, E otherwise) {
        if (node == null) return otherwise;
        String text = text(node, "");
        for (E value : otherwise.getDeclaringClass().getEnumConstants()) {
            if (value.name().toLowerCase(Locale.ROOT).equals(text)) return value;
        }
        problems.add(
                node.line(),
                key + ": '" + text + "' is not one of "
                        + String.join(
                                ", ",
                                Arrays.stream(otherwise.getDeclaringClass().getEnumConstants())
                                        .map(v -> v.name().toLowerCase(Locale.ROOT))
                                        .toList()));
        return otherwise;
    }

    @Nullable Double number(@Nullable Node node, String key, double least, double most) {
        if (node == null) return null;
        try {
            double value = Double.parseDouble(text(node, ""));
            if (value >= least && value <= most) return value;
            problems.add(node.line(), key + ": " + text(node, "") + " is not between " + least + " and " + most);
        } catch (NumberFormatException e) {
            problems.add(node.line(), key + ": '" + text(node, "") + "' is not a number");
        }
        return least;
    }

    String text(@Nullable Node node, String otherwise) {
        if (node instanceof Node.Scalar scalar && scalar.text() != null) return scalar.text();
        if (node != null && !(node instanceof Node.Scalar) && !(node instanceof Node.Sequence)) {
            problems.add(node.line(), "expected one value, not a mapping");
        }
        return otherwise;
    }

    List<String> texts(@Nullable Node node) {
        if (node instanceof Node.Scalar scalar && scalar.text() != null) return List.of(scalar.text());
        return nodes(node).stream().map(n -> text(n, "")).toList();
    }

    static List<Node> nodes(@Nullable Node node) {
        return node instanceof Node.Sequence sequence ? sequence.nodes() : List.of();
    }

    static int line(@Nullable Node node, Node otherwise) {
        return (node == null ? otherwise : node).line();
    }
}
