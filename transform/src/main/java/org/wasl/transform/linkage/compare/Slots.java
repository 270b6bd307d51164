package org.wasl.transform.linkage.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The expressions over one record that comparisons and blocking rules read; each is worked out once a record. */
public final class Slots {
    private final List<Slot> slots = new ArrayList<>();

    /** @param tokens whether its words are wanted with their weights, not the text */
    private record Slot(String expression, boolean tokens) {}

    /** The place of a Spark SQL expression over the columns of one record. */
    public int of(String expression) {
        return of(new Slot(expression, false));
    }

    /** The place of the words of such an expression, weighed as {@link TokenVector}. */
    public int ofTokens(String expression) {
        return of(new Slot(expression, true));
    }

    private int of(Slot slot) {
        int at = slots.indexOf(slot);
        if (at < 0) {
            at = slots.size();
            slots.add(slot);
        }
        return at;
    }

    public List<String> expressions() {
        return slots.stream().map(Slot::expression).toList();
    }

    /** Places whose words are weighed. */
    public List<Integer> tokens() {
        return IntStream.range(0, slots.size())
                .filter(i -> slots.get(i).tokens())
                .boxed()
                .toList();
    }
}
