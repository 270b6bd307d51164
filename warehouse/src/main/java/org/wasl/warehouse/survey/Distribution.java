package org.wasl.warehouse.survey;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** A weighted distribution: ascending values and the weight up to each. */
final class Distribution {
    private double[] values = new double[64];
    private double[] weights = new double[64];
    private double[] cumulated = new double[64];
    private int size;
    private long smallest;
    private double sum;
    private double rest;

    /**
     * @param value not less than the one before
     * @param rows how many answers there are of it
     */
    void add(double value, double weight, long rows) {
        if (size == 0) {
            smallest = rows;
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
            weights = Arrays.copyOf(weights, 2 * size);
            cumulated = Arrays.copyOf(cumulated, 2 * size);
        }
        values[size] = value;
        weights[size] = weight;
        cumulated[size] = cumulate(weight);
        size++;
    }

    /** With the digits that a sum loses kept apart: whether a share ends on an answer is a question of the last one. */
    private double cumulate(double weight) {
        double next = sum + weight;
        double part = next - sum;
        rest += (sum - (next - part)) + (weight - part);
        sum = next;
        return sum + rest;
    }

    /** The value that a share p of the weight points at. */
    double inverse(double p, QuantileRule rule) {
        if (size == 1) {
            return values[0];
        }
        return switch (rule) {
            case MATH, HF1 -> endsOn(p) ? values[before(p)] : values[after(p)];
            case SCHOOL, HF2 -> endsOn(p) ? (values[before(p)] + values[after(p)]) / 2 : values[after(p)];
            // R takes answers of one value for one here, and the single smallest is never an answer of its own.
            case HF3 -> endsOn(p) && before(p) % 2 == 1 ? values[before(p)] : values[Math.min(before(p) + 1, size - 1)];
            case HF4 -> between(p);
            case INTERPOLATED -> interpolated(p, i -> cumulated[i] / cumulated[size - 1]);
            case SHAHVAISH -> step(p);
            case HF5 -> interpolated(p, i -> (cumulated[i] - weights[i] / 2) / cumulated[size - 1]);
            case HF6 -> interpolated(p, i -> cumulated[i] / (cumulated[size - 1] + weights[size - 1]));
            case HF7 -> interpolated(p, i -> until(i) / cumulated[size - 2]);
            case HF8 ->
                interpolated(
                        p, i -> (until(i) / 3 + cumulated[i] * 2 / 3) / (cumulated[size - 1] + weights[size - 1] / 3));
            case HF9 ->
                interpolated(
                        p,
                        i -> (until(i) * 3 / 8 + cumulated[i] * 5 / 8) / (cumulated[size - 1] + weights[size - 1] / 4));
        };
    }

    private double until(int i) {
        return i == 0 ? 0 : cumulated[i - 1];
    }

    /** The last answer up to which no more than the share lies; as in R the first one, when there is none. */
    private int before(double p) {
        double share = p * cumulated[size - 1];
        int low = 0;
        int high = size - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (cumulated[middle] <= share) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The answer after it: never the single smallest. */
    private int after(double p) {
        int at = before(p);
        boolean another = at == 0 && smallest > 1 && p * cumulated[size - 1] < cumulated[0];
        return another ? 0 : Math.min(at + 1, size - 1);
    }

    private double over(double p) {
        return p - cumulated[before(p)] / cumulated[size - 1];
    }

    private boolean endsOn(double p) {
        return over(p) == 0;
    }

    private double between(double p) {
        double share = over(p) / (over(p) + cumulated[after(p)] / cumulated[size - 1] - p);
        return values[before(p)] * (1 - share) + values[after(p)] * share;
    }

    /** What of the weight a rule puts below an answer. */
    private interface Position {
        double of(int answer);
    }

    private double interpolated(double p, Position position) {
        if (p <= position.of(0)) {
            return values[0];
        }
        for (int i = 1; i < size; i++) {
            double here = position.of(i);
            if (p <= here) {
                double before = position.of(i - 1);
                return values[i - 1] + (values[i] - values[i - 1]) * ((p - before) / (here - before));
            }
        }
        return values[size - 1];
    }

    /** The value at the largest position not above p; a heavy answer may lie before a lighter smaller one. */
    private double step(double p) {
        double average = cumulated[size - 1] / size;
        Position position = i -> (cumulated[i] / average + 0.5 - weights[i] / 2) / (size + 1);
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingDouble(position::of))
                .mapToInt(Integer::intValue)
                .toArray();
        double found = values[order[0]];
        for (int i : order) {
            if (position.of(i) > p) {
                break;
            }
            found = values[i];
        }
        return found;
    }
}
