package org.wasl.warehouse.disclosure.microdata;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many who are alone in the sample are alone in the population, by a Poisson log-linear model of the key table with all
 * main effects and two-way interactions (Skinner and Shlomo 2008, Assessing identification risk in survey microdata using
 * log-linear models, JASA 103, eq. 3–5).
 *
 * @param sampleUniques records alone with their keys
 * @param populationUniques τ₁: expected number of these who are alone in the population too
 * @param reidentifications τ₂: expected correct matches when each is matched with somebody of the population
 */
record PopulationRisk(long sampleUniques, double populationUniques, double reidentifications) {
    private static final int MOST_CELLS = 2_000_000;
    private static final double CONVERGED = 1e-9;
    /** So many cells may be gone through until the fit has settled or is taken as it is. */
    private static final double MOST_STEPS = 3e7;

    /**
     * @param counts records by published keys
     * @param fraction of the population that is in the sample
     */
    static PopulationRisk of(Map<List<String>, Long> counts, double fraction) {
        Map<List<String>, Double> expected = expected(counts);
        long uniques = 0;
        double first = 0;
        double second = 0;
        for (Map.Entry<List<String>, Long> cell : counts.entrySet()) {
            if (cell.getValue() == 1) {
                uniques++;
                double others = expected.getOrDefault(cell.getKey(), 0.0) * (1 - fraction) / fraction;
                first += Math.exp(-others);
                second += others < 1e-12 ? 1 : -Math.expm1(-others) / others;
            }
        }
        return new PopulationRisk(uniques, first, second);
    }

    /** What the model expects in each occupied cell, by iterative proportional fitting. */
    private static Map<List<String>, Double> expected(Map<List<String>, Long> counts) {
        List<List<String>> values = new ArrayList<>();
        int width = counts.keySet().iterator().next().size();
        long cells = 1;
        for (int key = 0; key < width; key++) {
            Set<String> codes = new LinkedHashSet<>();
            for (List<String> cell : counts.keySet()) {
                codes.add(cell.get(key));
            }
            values.add(List.copyOf(codes));
            cells = Math.min(MOST_CELLS + 1L, cells * codes.size());
        }
        // With two keys the model with their interaction is the data itself and says nothing.
        return cells > MOST_CELLS || width < 3 ? independent(counts, width) : new TwoWay(values, counts).fitted();
    }

    private static Map<List<String>, Double> independent(Map<List<String>, Long> counts, int width) {
        double all = counts.values().stream().mapToLong(Long::longValue).sum();
        List<Map<String, Double>> margins = new ArrayList<>();
        for (int key = 0; key < width; key++) {
            Map<String, Double> margin = new HashMap<>();
            for (Map.Entry<List<String>, Long> cell : counts.entrySet()) {
                margin.merge(cell.getKey().get(key), (double) cell.getValue(), Double::sum);
            }
            margins.add(margin);
        }
        Map<List<String>, Double> expected = new LinkedHashMap<>();
        for (List<String> cell : counts.keySet()) {
            double product = all;
            for (int key = 0; key < width; key++) {
                product *= margins.get(key).getOrDefault(cell.get(key), 0.0) / all;
            }
            expected.put(cell, product);
        }
        return expected;
    }

    /** The model with every pair of keys fitted, over the whole table. */
    private static final class TwoWay {
        private final List<List<String>> values;
        private final Map<List<String>, Long> counts;
        private final int[] strides;
        private final double[] table;

        TwoWay(List<List<String>> values, Map<List<String>, Long> counts) {
            this.values = values;
            this.counts = counts;
            strides = new int[values.size()];
            int size = 1;
            for (int key = values.size() - 1; key >= 0; key--) {
                strides[key] = size;
                size *= values.get(key).size();
            }
            table = new double[size];
            Arrays.fill(table, 1);
        }

        Map<List<String>, Double> fitted() {
            double[] observed = new double[table.length];
            counts.forEach((cell, count) -> observed[place(cell)] += count);
            int pairs = values.size() * (values.size() - 1) / 2;
            long rounds = Math.round(MOST_STEPS / table.length / pairs);
            for (long round = 0; round < rounds; round++) {
                double moved = 0;
                for (int a = 0; a < values.size(); a++) {
                    for (int b = a + 1; b < values.size(); b++) {
                        moved = Math.max(moved, fit(a, b, observed));
                    }
                }
                if (moved < CONVERGED) {
                    break;
                }
            }
            Map<List<String>, Double> expected = new LinkedHashMap<>();
            counts.keySet().forEach(cell -> expected.put(cell, table[place(cell)]));
            return expected;
        }

        private double fit(int a, int b, double[] observed) {
            double[] now = margin(a, b, table);
            double[] then = margin(a, b, observed);
            double moved = 0;
            for (int m = 0; m < now.length; m++) {
                moved = Math.max(moved, Math.abs(now[m] - then[m]));
                now[m] = now[m] > 0 ? then[m] / now[m] : 0;
            }
            for (int i = 0; i < table.length; i++) {
                table[i] *= now[pair(a, b, i)];
            }
            return moved;
        }

        private double[] margin(int a, int b, double[] of) {
            double[] margin = new double[values.get(a).size() * values.get(b).size()];
            for (int i = 0; i < of.length; i++) {
                margin[pair(a, b, i)] += of[i];
            }
            return margin;
        }

        private int pair(int a, int b, int cell) {
            int inA = cell / strides[a] % values.get(a).size();
            int inB = cell / strides[b] % values.get(b).size();
            return inA * values.get(b).size() + inB;
        }

        private int place(List<String> cell) {
            int place = 0;
            for (int key = 0; key < values.size(); key++) {
                place += strides[key] * values.get(key).indexOf(cell.get(key));
            }
            return place;
        }
    }
}
