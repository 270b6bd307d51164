package org.wasl.warehouse.survey;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sampled units as they nest: strata, their primary units, the units within those, with population counts. */
final class Frame {
    private final Map<String, Cluster> strata = new LinkedHashMap<>();
    private final LonelyPsu lonely;
    private final boolean nest;
    private final Map<String, String> stratumOfUnit = new LinkedHashMap<>();
    private int leaves;
    private int primaries;
    private long rows;
    private double largestFpc;

    Frame(LonelyPsu lonely, boolean nest) {
        this.lonely = lonely;
        this.nest = nest;
    }

    /** A unit and the units sampled within it; {@code fpc} speaks of its parts. */
    static final class Cluster {
        final String label;
        final Map<String, Cluster> parts = new LinkedHashMap<>();
        double fpc = Double.POSITIVE_INFINITY;
        int leaf = -1;
        int primary = -1;
        private Cluster[] ordered = {};

        Cluster(String label) {
            this.label = label;
        }
    }

    /**
     * Adds a final-stage unit and returns its number; the same keys give the same number.
     *
     * @param keys stratum, then a unit a stage
     * @param fpc population count or fraction a stage; empty without
     */
    int unit(List<String> keys, double[] fpc) {
        Cluster within = strata.computeIfAbsent(keys.get(0), Cluster::new);
        for (int stage = 1; stage < keys.size(); stage++) {
            if (stage <= fpc.length) {
                setFpc(within, keys, stage, fpc[stage - 1]);
            }
            boolean fresh = !within.parts.containsKey(keys.get(stage));
            within = within.parts.computeIfAbsent(keys.get(stage), Cluster::new);
            if (stage == 1 && fresh) {
                within.primary = primaries++;
                checkNested(keys);
            }
        }
        if (within.leaf < 0) {
            within.leaf = leaves++;
        }
        return within.leaf;
    }

    void addRows(long more) {
        rows += more;
    }

    private void setFpc(Cluster within, List<String> keys, int stage, double fpc) {
        if (within.fpc != Double.POSITIVE_INFINITY && within.fpc != fpc) {
            throw new SurveyException("The fpc of stage " + stage + " has two values, " + within.fpc + " and " + fpc
                    + ", in " + keys.subList(0, stage) + "; it must be one.");
        }
        within.fpc = fpc;
        largestFpc = Math.max(largestFpc, fpc);
    }

    private void checkNested(List<String> keys) {
        String other = nest ? null : stratumOfUnit.putIfAbsent(keys.get(1), keys.get(0));
        if (other != null && !other.equals(keys.get(0))) {
            throw new SurveyException("PSU \"" + keys.get(1) + "\" stands in the strata \"" + other + "\" and \""
                    + keys.get(0) + "\"; if labels repeat between strata, say nest: true.");
        }
    }

    /** Puts strata and units in the order of their labels, whatever order the data base told them in. */
    void settle() {
        sort(strata);
    }

    private static void sort(Map<String, Cluster> clusters) {
        if (clusters.size() > 1) {
            List<Cluster> sorted = clusters.values().stream()
                    .map(cluster -> Map.entry(Cell.Label.of(cluster.label), cluster))
                    .sorted(Map.Entry.comparingByKey())
                    .map(Map.Entry::getValue)
                    .toList();
            clusters.clear();
            sorted.forEach(cluster -> clusters.put(cluster.label, cluster));
        }
        clusters.values().forEach(cluster -> {
            sort(cluster.parts);
            cluster.ordered = cluster.parts.values().toArray(Cluster[]::new);
        });
    }

    LonelyPsu lonely() {
        return lonely;
    }

    int units() {
        return leaves;
    }

    int primaryUnits() {
        return primaries;
    }

    long rows() {
        return rows;
    }

    Map<String, Cluster> strata() {
        return strata;
    }

    /** Primary units less strata. */
    double degreesOfFreedom() {
        return primaries - strata.size();
    }

    /** Primary units less strata, counting only those that hold one of the given final units. */
    double degreesOfFreedom(boolean[] units) {
        int df = 0;
        for (Cluster stratum : strata.values()) {
            int inside = 0;
            for (Cluster psu : stratum.parts.values()) {
                inside += holds(psu, units) ? 1 : 0;
            }
            df += Math.max(0, inside - 1);
        }
        return df;
    }

    /** The primary units that hold one of the given final units. */
    boolean[] primaries(boolean[] units) {
        boolean[] holding = new boolean[primaries];
        strata.values()
                .forEach(stratum -> stratum.parts.values().forEach(psu -> holding[psu.primary] = holds(psu, units)));
        return holding;
    }

    private static boolean holds(Cluster cluster, boolean[] units) {
        if (cluster.parts.isEmpty()) {
            return units[cluster.leaf];
        }
        for (Cluster part : cluster.parts.values()) {
            if (holds(part, units)) {
                return true;
            }
        }
        return false;
    }

    /** The sampled share of a cluster's parts; 0 from an infinite population. */
    double fraction(Cluster cluster) {
        if (cluster.fpc == Double.POSITIVE_INFINITY) {
            return 0;
        }
        double fraction = largestFpc > 1 ? cluster.parts.size() / cluster.fpc : cluster.fpc;
        if (fraction > 1 + 1e-9) {
            throw new SurveyException("\"" + cluster.label + "\" has " + cluster.parts.size()
                    + " sampled units but a population of " + cluster.fpc + ".");
        }
        return Math.min(1, fraction);
    }

    /** Whether a stratum, or a unit with units sampled within it, has one only. */
    boolean hasLonelyUnits() {
        return strata.values().stream().anyMatch(Frame::lonelyWithin);
    }

    private static boolean lonelyWithin(Cluster cluster) {
        return cluster.ordered.length == 1
                || Arrays.stream(cluster.ordered).anyMatch(part -> part.ordered.length > 0 && lonelyWithin(part));
    }

    /**
     * Covariance of estimated totals whose unit totals are {@code z[k][unit]}: Särndal, Swensson and Wretman (1992),
     * 4.3; strata add, later stages add scaled by the fraction sampled before them.
     *
     * @param concerned the final units that the totals are made of, or null for all; a lonely unit that holds none of
     *     them is not in question
     */
    double[][] covariance(double[][] z, boolean @Nullable [] concerned) {
        return stage(concerning(strata.values(), concerned), z, 1, concerned);
    }

    private static List<Cluster> concerning(Collection<Cluster> clusters, boolean @Nullable [] concerned) {
        return concerned == null
                ? List.copyOf(clusters)
                : clusters.stream().filter(cluster -> holds(cluster, concerned)).toList();
    }

    private double[][] stage(List<Cluster> groups, double[][] z, int stage, boolean @Nullable [] concerned) {
        double[][] sum = new double[z.length][z.length];
        int averaged = 0;
        for (Cluster group : groups) {
            if (!addBetween(group, z, stage, sum)) {
                averaged++;
            }
        }
        if (averaged > 0 && averaged < groups.size()) {
            scale(sum, groups.size() / (double) (groups.size() - averaged));
        }
        for (Cluster group : groups) {
            double fraction = fraction(group);
            if (fraction > 0) {
                for (Cluster part : concerning(group.parts.values(), concerned)) {
                    if (!part.parts.isEmpty()) {
                        add(sum, stage(List.of(part), z, stage + 1, concerned), fraction);
                    }
                }
            }
        }
        return sum;
    }

    /** Adds one stratum's between-unit part; false when the option leaves it to the average of the others. */
    private boolean addBetween(Cluster group, double[][] z, int stage, double[][] sum) {
        int n = group.parts.size();
        double finite = 1 - fraction(group);
        if (finite < 1e-7) {
            return true;
        }
        if (n == 1) {
            switch (lonely) {
                case FAIL ->
                    throw new SurveyException("Stratum \"" + group.label + "\" has only one unit at stage "
                            + stage + ", so its variance is unknown; choose lonely_psu: remove, adjust, average or"
                            + " certainty, or merge it with another stratum.");
                case REMOVE, CERTAINTY -> {
                    return true;
                }
                case AVERAGE -> {
                    return false;
                }
                case ADJUST -> {}
            }
        }
        double[][] totals = new double[z.length][n];
        for (int k = 0; k < z.length; k++) {
            for (int i = 0; i < n; i++) {
                totals[k][i] = total(group.ordered[i], z[k]);
            }
        }
        double scale = n == 1 ? finite : finite * n / (n - 1);
        for (double[] row : totals) {
            double mean = n == 1 ? 0 : mean(row);
            for (int i = 0; i < n; i++) {
                row[i] -= mean;
            }
        }
        for (int j = 0; j < z.length; j++) {
            for (int k = 0; k <= j; k++) {
                double product = 0;
                for (int i = 0; i < n; i++) {
                    product += totals[j][i] * totals[k][i];
                }
                sum[j][k] += scale * product;
                sum[k][j] = sum[j][k];
            }
        }
        return true;
    }

    /**
     * The third central moment of an estimated total, stage by stage within strata. Of n totals of N with the third moment
     * k, drawn without replacement, the sum has n (1 - f)(1 - 2f) k (Cochran 1977, 2.15); what units vary by within
     * themselves is not drawn from those N and is left whole.
     *
     * @param z what each final unit adds to the total
     */
    double thirdMoment(double[] z) {
        return thirdMoment(strata.values(), z);
    }

    private double thirdMoment(Collection<Cluster> groups, double[] z) {
        double sum = 0;
        for (Cluster group : groups) {
            double fraction = fraction(group);
            double finite = (1 - fraction) * (1 - 2 * fraction);
            double n = group.ordered.length;
            if (n > 2) {
                double[] parts = Arrays.stream(group.ordered)
                        .mapToDouble(part -> total(part, z))
                        .toArray();
                double centre = mean(parts);
                double cubes = Arrays.stream(parts)
                        .map(part -> (part - centre) * (part - centre) * (part - centre))
                        .sum();
                sum += finite * n * n / ((n - 1) * (n - 2)) * cubes;
            }
            if (fraction > 0) {
                sum += (1 - finite) * thirdMoment(List.of(group.ordered), z);
            }
        }
        return sum;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double total(Cluster cluster, double[] z) {
        if (cluster.ordered.length == 0) {
            return z[cluster.leaf];
        }
        double sum = 0;
        for (Cluster part : cluster.ordered) {
            sum += total(part, z);
        }
        return sum;
    }

    /** The primary unit that each final unit lies in. */
    int[] primaryOfUnit() {
        int[] primary = new int[leaves];
        for (Cluster stratum : strata.values()) {
            for (Cluster psu : stratum.parts.values()) {
                mark(psu, psu.primary, primary);
            }
        }
        return primary;
    }

    private static void mark(Cluster cluster, int primary, int[] into) {
        if (cluster.leaf >= 0) {
            into[cluster.leaf] = primary;
        }
        for (Cluster part : cluster.parts.values()) {
            mark(part, primary, into);
        }
    }

    private static void scale(double[][] matrix, double factor) {
        for (double[] row : matrix) {
            for (int k = 0; k < row.length; k++) {
                row[k] *= factor;
            }
        }
    }

    private static void add(double[][] sum, double[][] more, double factor) {
        for (int j = 0; j < sum.length; j++) {
            for (int k = 0; k < sum.length; k++) {
                sum[j][k] += factor * more[j][k];
            }
        }
    }
}
