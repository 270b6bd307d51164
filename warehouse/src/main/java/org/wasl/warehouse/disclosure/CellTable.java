package org.wasl.warehouse.disclosure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Secondary suppression in a small table whose margins are all printed.
 *
 * <p>Works from the grand total down to the finest cells, so that what was decided for a margin is the same whether the
 * margin is asked for alone or as part of a finer table. In each line (the cells that add up to one margin) that loses a
 * cell, another goes with it until what is lost is two cells and at least the minimum together; a zero goes where nobody
 * else is left. Last, the margins are solved as linear equations: while they determine a cell that is too small to print,
 * one more cell goes. What margins of three dimensions tell by themselves, the finest cells cannot take back.
 */
final class CellTable {
    /** A zero only where nothing else is left, and then one that needs no others to go with it. */
    private static final Comparator<Node> CHEAPEST = Comparator.comparing((Node node) -> node.persons() == 0)
            .thenComparingLong(node -> node.persons() == 0 ? node.intactLines() : 0)
            .thenComparingLong(Node::persons)
            .thenComparing(node -> String.join("\u0000", node.key));

    private final int minimum;
    private final int width;
    private final Map<Integer, Map<List<String>, Node>> levels = new TreeMap<>();

    CellTable(List<SmallCells.Cell> cells, int minimum) {
        this.minimum = minimum;
        this.width = cells.isEmpty() ? 0 : cells.get(0).key().size();
        for (int mask = 0; mask < 1 << width; mask++) {
            Map<List<String>, Node> level = new HashMap<>();
            for (SmallCells.Cell cell : cells) {
                Node node = level.computeIfAbsent(project(cell.key(), mask), Node::new);
                node.add(cell.persons());
            }
            levels.put(mask, level);
        }
    }

    /** Keys of the finest cells that may not be printed. */
    Set<List<String>> suppressed() {
        List<Integer> masks = new ArrayList<>(levels.keySet());
        masks.sort(Comparator.<Integer>comparingInt(Integer::bitCount).thenComparing(mask -> mask));
        for (int mask : masks) {
            protect(mask);
        }
        Set<List<String>> keys = new LinkedHashSet<>();
        for (Node node : level((1 << width) - 1)) {
            if (node.suppressed) {
                keys.add(node.key);
            }
        }
        return keys;
    }

    private void protect(int mask) {
        for (Node node : level(mask)) {
            node.primary = node.anyBelow(minimum);
            node.suppressed = node.primary;
        }
        List<Line> lines = lines(mask);
        lines.forEach(line -> line.cells.forEach(node -> node.lines.add(line)));
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Line line : lines) {
                changed |= line.protect(minimum);
            }
            if (!changed) {
                changed = hideAnotherForADeterminedCell(mask, lines);
            }
        }
    }

    /** Each line is the cells of this level that add up to one cell of a level with fewer dimensions. */
    private List<Line> lines(int mask) {
        List<Line> lines = new ArrayList<>();
        for (int parents = 0; parents < mask; parents++) {
            if ((parents & mask) == parents) {
                int above = parents;
                Map<List<String>, Line> byParent = new TreeMap<>(Comparator.comparing(k -> String.join("\u0000", k)));
                for (Node node : level(mask)) {
                    byParent.computeIfAbsent(project(node.key, above), k -> new Line(node(above, k)))
                            .cells
                            .add(node);
                }
                lines.addAll(byParent.values());
            }
        }
        return lines;
    }

    private boolean hideAnotherForADeterminedCell(int mask, List<Line> lines) {
        List<Line> all = new ArrayList<>();
        for (int other : levels.keySet()) {
            if ((other & mask) == other) {
                all.addAll(lines(other));
            }
        }
        Set<Node> determined = Equations.determined(all);
        List<Node> exposed = level(mask).stream()
                .filter(node -> node.primary && determined.contains(node))
                .toList();
        if (exposed.isEmpty()) {
            return false;
        }
        Optional<Node> next = lines.stream()
                .filter(line -> line.cells.stream().anyMatch(exposed::contains))
                .flatMap(line -> line.cheapestPrinted().stream())
                .findFirst()
                .or(() -> level(mask).stream().filter(Node::canBeHidden).min(CHEAPEST));
        next.ifPresent(node -> node.suppressed = true);
        return next.isPresent();
    }

    /** A cell's key with the dimensions that are summed over left out. */
    private List<String> project(List<String> key, int mask) {
        List<String> projected = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            projected.add((mask & 1 << i) != 0 ? key.get(i) : "\u0001");
        }
        return projected;
    }

    private Collection<Node> level(int mask) {
        Map<List<String>, Node> level = levels.get(mask);
        return level == null ? List.of() : level.values();
    }

    private Node node(int mask, List<String> key) {
        Map<List<String>, Node> level = levels.get(mask);
        Node node = level == null ? null : level.get(key);
        if (node == null) {
            throw new IllegalStateException("no margin " + key);
        }
        return node;
    }

    /** A cell or a margin. */
    static final class Node {
        private final List<String> key;
        private final List<Long> persons = new ArrayList<>();
        private final List<Line> lines = new ArrayList<>();
        private boolean primary;
        private boolean suppressed;

        Node(List<String> key) {
            this.key = key;
        }

        private void add(List<Long> counts) {
            for (int i = 0; i < counts.size(); i++) {
                if (i == persons.size()) {
                    persons.add(0L);
                }
                persons.set(i, persons.get(i) + counts.get(i));
            }
        }

        private boolean anyBelow(int minimum) {
            return persons.stream().anyMatch(count -> count > 0 && count < minimum);
        }

        /** By which cells add up; of a share, those it is a share of. */
        long persons() {
            return persons.isEmpty() ? 0 : persons.get(0);
        }

        boolean suppressed() {
            return suppressed;
        }

        /** A zero is known from a margin that is printed as zero. */
        private boolean canBeHidden() {
            return !suppressed
                    && (persons() > 0
                            || lines.stream().allMatch(line -> line.margin.persons() > 0 || line.margin.suppressed));
        }

        private long intactLines() {
            return lines.stream()
                    .filter(line -> line.cells.stream().noneMatch(Node::suppressed))
                    .count();
        }
    }

    /** Cells and the margin they add up to. */
    static final class Line {
        private final Node margin;
        private final List<Node> cells = new ArrayList<>();

        Line(Node margin) {
            this.margin = margin;
        }

        Node margin() {
            return margin;
        }

        List<Node> cells() {
            return cells;
        }

        /** Hides one more cell if the line needs it; whether it did. */
        private boolean protect(int minimum) {
            long hidden = 0;
            int count = 0;
            for (Node cell : cells) {
                if (cell.suppressed) {
                    hidden += cell.persons();
                    count++;
                }
            }
            boolean exposed = margin.suppressed ? count == 0 : count > 0 && (count < 2 || hidden < minimum);
            Optional<Node> next = exposed ? cheapestPrinted() : Optional.empty();
            next.ifPresent(node -> node.suppressed = true);
            return next.isPresent();
        }

        private Optional<Node> cheapestPrinted() {
            return cells.stream().filter(Node::canBeHidden).min(CHEAPEST);
        }
    }
}
