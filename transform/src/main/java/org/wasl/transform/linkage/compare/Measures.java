package org.wasl.transform.linkage.compare;

import org.jspecify.annotations.Nullable;

/** The numbers that conditions ask for. */
final class Measures {
    private Measures() {}

    /** The same for all pairs. */
    record Constant(double value) implements Measure {
        @Override
        public double of(@Nullable Term[] l, @Nullable Term[] r) {
            return value;
        }
    }

    /** How alike two values are. */
    static final class OfValues implements Measure {
        private static final long serialVersionUID = 1L;
        private final int left;
        private final int right;
        private final PairFunctions.OfTerms function;
        private final @Nullable Screen screen;
        private transient @Nullable Texts texts;

        /** @param screen spares the work for most pairs; null where there is none */
        OfValues(int left, int right, PairFunctions.OfTerms function, @Nullable Screen screen) {
            this.left = left;
            this.right = right;
            this.function = function;
            this.screen = screen;
        }

        private double similarity(Term x, Term y) {
            Texts memory = texts;
            if (memory == null) {
                memory = new Texts();
                texts = memory;
            }
            return function.of(memory, x, y);
        }

        @Override
        public double of(@Nullable Term[] l, @Nullable Term[] r) {
            Term x = l[left];
            Term y = r[right];
            if (x == null || y == null) return Double.NaN;
            return screen != null && screen.rejects(x, y) ? screen.beyond() : similarity(x, y);
        }
    }

    /** Remembers the last pair: the levels of a comparison ask for the same pair one after the other. */
    static final class Once implements Measure {
        private static final long serialVersionUID = 1L;
        private final Measure measure;
        private transient @Nullable Term @Nullable [] left;
        private transient @Nullable Term @Nullable [] right;
        private transient double value;

        Once(Measure measure) {
            this.measure = measure;
        }

        Measure measure() {
            return measure;
        }

        @Override
        public double of(@Nullable Term[] l, @Nullable Term[] r) {
            if (l != left || r != right) {
                value = measure.of(l, r);
                left = l;
                right = r;
            }
            return value;
        }
    }
}
