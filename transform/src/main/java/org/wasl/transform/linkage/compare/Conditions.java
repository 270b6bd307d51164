package org.wasl.transform.linkage.compare;

import org.jspecify.annotations.Nullable;

/** The conditions of which nearly all levels are made. */
final class Conditions {
    private Conditions() {}

    /** A value is missing.
     *
     * @param left whether the left record's
     */
    record Missing(int slot, boolean left) implements Test {
        @Override
        public int of(@Nullable Term[] l, @Nullable Term[] r) {
            return (left ? l[slot] : r[slot]) == null ? TRUE : FALSE;
        }
    }

    /** Two values are the same. */
    record Equal(int left, int right) implements Test {
        @Override
        public int of(@Nullable Term[] l, @Nullable Term[] r) {
            Term x = l[left];
            Term y = r[right];
            return x == null || y == null ? UNKNOWN : x.sameAs(y) ? TRUE : FALSE;
        }
    }

    /** Either of two conditions holds. */
    record Either(Test a, Test b) implements Test {
        @Override
        public int of(@Nullable Term[] l, @Nullable Term[] r) {
            int first = a.of(l, r);
            if (first == TRUE) return TRUE;
            int second = b.of(l, r);
            return second == TRUE ? TRUE : first == FALSE && second == FALSE ? FALSE : UNKNOWN;
        }
    }

    /** How a number is to stand to another. */
    enum Order {
        AT_LEAST,
        ABOVE,
        AT_MOST,
        BELOW,
        EQUAL;

        boolean holds(double x, double y) {
            return switch (this) {
                case AT_LEAST -> x >= y;
                case ABOVE -> x > y;
                case AT_MOST -> x <= y;
                case BELOW -> x < y;
                case EQUAL -> x == y;
            };
        }

        /** How the other one then stands to it. */
        Order swapped() {
            return switch (this) {
                case AT_LEAST -> AT_MOST;
                case ABOVE -> BELOW;
                case AT_MOST -> AT_LEAST;
                case BELOW -> ABOVE;
                case EQUAL -> EQUAL;
            };
        }
    }

    /** Two numbers stand to each other as is asked. */
    record Compared(Measure a, Order order, Measure b) implements Test {
        @Override
        public int of(@Nullable Term[] l, @Nullable Term[] r) {
            double x = a.of(l, r);
            double y = b.of(l, r);
            if (Double.isNaN(x) || Double.isNaN(y)) return UNKNOWN;
            return order.holds(x, y) ? TRUE : FALSE;
        }
    }

    /** Two values stand to each other as is asked: as numbers where both are, else as texts, so that ISO dates do too. */
    record Ordered(int left, Order order, int right) implements Test {
        @Override
        public int of(@Nullable Term[] l, @Nullable Term[] r) {
            Term x = l[left];
            Term y = r[right];
            if (x == null || y == null) return UNKNOWN;
            boolean numbers = !Double.isNaN(x.number()) && !Double.isNaN(y.number());
            boolean holds = numbers
                    ? order.holds(x.number(), y.number())
                    : order.holds(x.text().compareTo(y.text()), 0);
            return holds ? TRUE : FALSE;
        }
    }
}
