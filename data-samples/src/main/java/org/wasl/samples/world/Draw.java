package org.wasl.samples.world;

import java.time.LocalDate;
import java.util.List;

/**
 * A stream of random numbers that depends on the seed and on what it is for, and on nothing else, so that any
 * entity can be made again, in any order, without the others being kept. SplitMix64 (Steele, Lea, Flood 2014),
 * written out so that no library change moves a byte; logarithms and powers are StrictMath's for the same reason.
 */
public final class Draw {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private long state;

    private Draw(long state) {
        this.state = state;
    }

    /** The stream for one purpose and one entity. */
    public static Draw of(long seed, String purpose, long... index) {
        long h = mix(seed + GOLDEN);
        for (int i = 0; i < purpose.length(); i++) {
            h = h * 31 + purpose.charAt(i);
        }
        h = mix(h);
        for (long i : index) {
            h = mix(h ^ mix(i + GOLDEN));
        }
        return new Draw(h);
    }

    private static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }

    public long bits() {
        state += GOLDEN;
        return mix(state);
    }

    /** Uniform in [0, 1). */
    public double uniform() {
        return (bits() >>> 11) * 0x1.0p-53;
    }

    public boolean chance(double p) {
        return uniform() < p;
    }

    /** A whole number in [0, bound). */
    public int below(int bound) {
        return (int) (uniform() * bound);
    }

    /** A whole number in [low, high]. */
    public int between(int low, int high) {
        return low + below(high - low + 1);
    }

    public <T> T pick(List<T> list) {
        return list.get(below(list.size()));
    }

    /** The index drawn in proportion to the weights. */
    public int weighted(double... weights) {
        double total = 0;
        for (double w : weights) {
            total += w;
        }
        double left = uniform() * total;
        for (int i = 0; i < weights.length; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    /** Standard normal (Box and Muller 1958). */
    public double normal() {
        double r = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
        return r * StrictMath.cos(2 * Math.PI * uniform());
    }

    public double logNormal(double median, double sigma) {
        return median * StrictMath.exp(sigma * normal());
    }

    public double exponential(double mean) {
        return -mean * StrictMath.log(1 - uniform());
    }

    /** Weibull life: S(t) = exp(-(t / scale)^shape). */
    public double weibull(double shape, double scale) {
        return scale * StrictMath.pow(-StrictMath.log(1 - uniform()), 1 / shape);
    }

    public LocalDate date(LocalDate first, LocalDate last) {
        return LocalDate.ofEpochDay(first.toEpochDay() + below((int) (last.toEpochDay() - first.toEpochDay() + 1)));
    }
}
