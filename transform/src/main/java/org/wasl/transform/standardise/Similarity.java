package org.wasl.transform.standardise;

import java.io.Serial;
import java.io.Serializable;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * How alike two texts are, 0 to 1: 1 where their standard forms are equal, 0 where one is missing, the same in either
 * order. Safe for use by many threads; on its way to another process it is known by its name.
 *
 * @param does one sentence
 * @param standard what both texts go through before they are compared
 */
public record Similarity(String name, String does, Standardiser standard, Comparison comparison)
        implements ToDoubleBiFunction<@Nullable String, @Nullable String>, Serializable {

    /** How alike two different standard forms are. */
    @FunctionalInterface
    public interface Comparison {
        double of(String left, String right);
    }

    /** Of two texts as they are written. */
    @Override
    public double applyAsDouble(@Nullable String left, @Nullable String right) {
        return ofStandard(standard.apply(left), standard.apply(right));
    }

    /** Of two texts that went through {@link #standard} before: each record once, not each pair. */
    public double ofStandard(@Nullable String left, @Nullable String right) {
        if (left == null || right == null) {
            return 0;
        }
        int order = left.compareTo(right);
        if (order == 0) {
            return 1;
        }
        // Ties between words are settled by their place, so the order of the two is settled first.
        return order < 0 ? comparison.of(left, right) : comparison.of(right, left);
    }

    @Serial
    private Object writeReplace() {
        return new Name(name);
    }

    private record Name(String name) implements Serializable {
        @Serial
        private Object readResolve() {
            return Similarities.named(name);
        }
    }
}
