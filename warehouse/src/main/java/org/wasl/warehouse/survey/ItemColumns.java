package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Items as columns of an inner query, so that each condition and each deviation is computed once a row and what is
 * summed are plain columns: a filter on every sum costs four times as much.
 */
final class ItemColumns {
    private final List<Item> items;
    private final Map<String, String> known = new LinkedHashMap<>();

    ItemColumns(List<Item> items) {
        this.items = List.copyOf(items);
        for (Item item : items) {
            if (!item.always()) {
                known.putIfAbsent(item.valid(), "known" + known.size() + "_");
            }
        }
    }

    /** The inner query's columns; empty without items. */
    String columns() {
        StringJoiner columns = new StringJoiner(", ");
        known.forEach((valid, name) -> columns.add("case when " + valid + " then 1.0::double end as " + name));
        for (int i = 0; i < items.size(); i++) {
            columns.add(items.get(i).deviation() + " as item" + i + "_");
        }
        return columns.toString();
    }

    /**
     * Every different sum under a weight: items that are known for the same rows share their counts and weights. The sum
     * s of item i stands at {@code positions()[i * Item.SUMS + s]}.
     */
    List<String> sums(String weight) {
        List<String> sums = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            for (String sum : sums(i, weight)) {
                if (!sums.contains(sum)) {
                    sums.add(sum);
                }
            }
        }
        return sums;
    }

    int[] positions() {
        List<String> sums = sums("w_");
        int[] positions = new int[items.size() * Item.SUMS];
        for (int i = 0; i < items.size(); i++) {
            List<String> own = sums(i, "w_");
            for (int s = 0; s < own.size(); s++) {
                positions[i * Item.SUMS + s] = sums.indexOf(own.get(s));
            }
        }
        return positions;
    }

    /** The sums of one item under a weight, in the order of {@link Item}. */
    List<String> sums(int number, String weight) {
        String deviation = "item" + number + "_";
        String mark = known.get(items.get(number).valid());
        String first = "coalesce(sum(" + weight + " * " + deviation + "), 0)";
        return List.of(
                (mark == null ? "count(*)" : "count(" + mark + ")") + "::double",
                "coalesce(sum(" + weight + (mark == null ? "" : " * " + mark) + "), 0)",
                first,
                items.get(number).ownSquare()
                        ? first
                        : "coalesce(sum(" + weight + " * " + deviation + " * " + deviation + "), 0)");
    }

    /** The inner query: every column of the rows and the items beside them. */
    String over(String rows) {
        return items.isEmpty() ? rows : "(select *, " + columns() + " from " + rows + ")";
    }
}
