package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/** Replicates made from a design: for each, the factor on every primary unit's weight. */
final class ReplicateWeights {
    /** Rows of an insert. */
    private static final int LINES = 500;

    /** Successive-difference replicates at most; with more units, rows of the matrix are used again. */
    private static final int MOST = 512;

    private final Frame frame;
    private final List<Factors> factors = new ArrayList<>();
    private final List<Double> rscales = new ArrayList<>();
    private double scale = 1;
    private double degreesOfFreedom;

    /** One replicate's factor on the weight of each primary unit. */
    private sealed interface Factors {
        double of(Frame.Cluster psu);
    }

    /** A factor for each, by the unit's number. */
    private static final class Each implements Factors {
        private final double[] byPrimary;

        Each(double[] byPrimary) {
            this.byPrimary = byPrimary;
        }

        @Override
        public double of(Frame.Cluster psu) {
            return byPrimary[psu.primary];
        }
    }

    /** One unit dropped, the others of its stratum counted for it. */
    private record Without(Frame.Cluster stratum, Frame.Cluster dropped, double others) implements Factors {
        @Override
        public double of(Frame.Cluster psu) {
            if (psu == dropped) {
                return 0;
            }
            return stratum.parts.get(psu.label) == psu ? others : 1;
        }
    }

    private ReplicateWeights(Frame frame) {
        this.frame = frame;
        this.degreesOfFreedom = frame.degreesOfFreedom();
    }

    private static ReplicateWeights of(SampleRows rows, Frame frame, Replicates.Made made) {
        ReplicateWeights weights = new ReplicateWeights(frame);
        switch (made.kind()) {
            case JK1 -> weights.jackknife();
            case JKN -> weights.stratifiedJackknife();
            case BRR -> weights.halfSamples(0, rows);
            case FAY -> weights.halfSamples(made.rho(), rows);
            case BOOTSTRAP -> weights.bootstrap(made.count(), made.seed());
            case SDR -> weights.successiveDifferences(made.count());
            case JK2, OTHER ->
                throw new SurveyException("replicates: make: " + made.kind()
                        + " cannot be made here; JK1, JKn, BRR, Fay, bootstrap and successive-difference can.");
        }
        return weights;
    }

    /** Totals under each replicate, from the units' totals. */
    static Replicated of(SampleRows rows, Moments moments, Replicates.Made made, Totals full) {
        ReplicateWeights weights = of(rows, moments.frame(), made);
        int[] primary = moments.frame().primaryOfUnit();
        PrimarySums sums = new PrimarySums(moments);
        List<Totals> replicates = new ArrayList<>();
        for (Factors factors : weights.factors) {
            replicates.add(
                    factors instanceof Without one
                            ? sums.without(one.dropped().primary, one.others())
                            : new Reweighted(moments, primary, ((Each) factors).byPrimary));
        }
        return new Replicated(
                full,
                replicates,
                weights.deviations(made),
                weights.degreesOfFreedom,
                (cell, item, answering) ->
                        weights.degreesOfFreedom(moments.frame().primaries(answering)));
    }

    /** Of the primary units that are marked: the rank of their rows of factors, less one. */
    private double degreesOfFreedom(boolean[] marked) {
        return factors.isEmpty() || factors.get(0) instanceof Without ? jackknifed(marked) : ranked(marked) - 1.0;
    }

    private int ranked(boolean[] marked) {
        double[][] gram = new double[factors.size()][factors.size()];
        for (int i = 0; i < gram.length; i++) {
            double[] one = ((Each) factors.get(i)).byPrimary;
            for (int j = 0; j <= i; j++) {
                double[] other = ((Each) factors.get(j)).byPrimary;
                for (int psu = 0; psu < marked.length; psu++) {
                    gram[i][j] += marked[psu] ? one[psu] * other[psu] : 0;
                }
                gram[j][i] = gram[i][j];
            }
        }
        return ReplicateSet.rank(gram);
    }

    /**
     * What dropping a unit does to a stratum that is marked in part is another direction for each of its marked units; in a
     * stratum that is marked whole the directions add up to nothing. Where there is such a stratum, or one that is never
     * dropped from, the sample without a change is one more.
     */
    private double jackknifed(boolean[] marked) {
        int directions = 0;
        boolean more = false;
        for (Frame.Cluster stratum : frame.strata().values()) {
            long inside = stratum.parts.values().stream()
                    .filter(psu -> marked[psu.primary])
                    .count();
            boolean dropped = factors.stream().anyMatch(factor -> ((Without) factor).stratum() == stratum);
            boolean whole = inside == stratum.parts.size() && inside > 1;
            directions += !dropped ? 0 : (int) inside - (whole ? 1 : 0);
            more |= inside > 0 && (whole || !dropped);
        }
        return directions + (more ? 0 : -1);
    }

    /**
     * The same replicates as a weight each, for what totals do not tell.
     *
     * @param rounds that adjusting the weights took, where replicates take as many
     */
    static ReplicateSet set(SampleRows rows, Frame frame, Replicates.Made made, int rounds) {
        ReplicateWeights weights = of(rows, frame, made);
        String table = "wasl_replicate_factors";
        List<String> columns = IntStream.range(0, weights.factors.size())
                .mapToObj(r -> "factor" + r + "_")
                .toList();
        rows.execute("create or replace temp table " + table + " (stratum_text_ varchar, unit_text_ varchar, "
                + String.join(" double, ", columns) + " double)");
        List<String> lines = new ArrayList<>();
        frame.strata()
                .values()
                .forEach(stratum -> stratum.parts.values().forEach(psu -> {
                    StringJoiner line = new StringJoiner(", ", "(", ")")
                            .add(Quoted.text(stratum.label))
                            .add(Quoted.text(psu.label));
                    weights.factors.forEach(factor -> line.add(Quoted.number(factor.of(psu))));
                    lines.add(line.toString());
                }));
        for (int from = 0; from < lines.size(); from += LINES) {
            rows.execute("insert into " + table + " values "
                    + String.join(", ", lines.subList(from, Math.min(lines.size(), from + LINES))));
        }
        // A column each: a query of one replicate then leaves out the others, which of a list it would copy for every
        // row.
        SampleRows beside = rows.joined(
                sampled ->
                        "(select r_.*, f_.* exclude (stratum_text_, unit_text_) from " + sampled + " r_ join " + table
                                + " f_ on r_.stratum_::varchar = f_.stratum_text_ and r_.unit1_::varchar = f_.unit_text_)",
                columns);
        List<String> replicates = new ArrayList<>();
        for (String column : columns) {
            String weight = "s_ * " + column;
            replicates.add(
                    Weighting.changes(rows.design())
                            ? Weighting.refit(beside.sampled(ignored -> "(" + weight + ")"), rounds)
                            : "(" + weight + ")");
        }
        return Weighting.changes(rows.design()) && !Weighting.keepsDegreesOfFreedom(rows.design())
                ? ReplicateSet.ranked(beside, replicates, weights.deviations(made))
                : new ReplicateSet(beside, replicates, weights.deviations(made), weights.degreesOfFreedom);
    }

    private Deviations deviations(Replicates.Made made) {
        return new Deviations(scale, rscales, made.mse());
    }

    /** Drop one unit at a time; (n − 1) / n, less the sampled fraction. */
    private void jackknife() {
        if (frame.strata().size() > 1) {
            throw new SurveyException("JK1 replicates are for designs without strata; use JKn.");
        }
        Frame.Cluster all = frame.strata().values().iterator().next();
        double n = frame.primaryUnits();
        dropEach(all, (n - 1) / n * (1 - frame.fraction(all)));
    }

    /** Drop one unit of one stratum at a time, each stratum with its own (n_h − 1) / n_h. */
    private void stratifiedJackknife() {
        for (Frame.Cluster stratum : frame.strata().values()) {
            double n = stratum.parts.size();
            if (n == 1 && frame.lonely() != LonelyPsu.FAIL && frame.lonely() != LonelyPsu.AVERAGE) {
                dropLonely(stratum);
                continue;
            }
            // A stratum that was taken whole has no sampling error, and as in R no replicates.
            if (frame.fraction(stratum) < 1) {
                dropEach(stratum, (n - 1) / n * (1 - frame.fraction(stratum)));
            } else {
                degreesOfFreedom -= n - 1;
            }
        }
    }

    /**
     * A stratum's only unit adds nothing, or, adjusted, its distance from the others: the statistic without it is the
     * statistic less its linearised total, whose mean over all units is zero.
     */
    private void dropLonely(Frame.Cluster stratum) {
        if (frame.lonely() == LonelyPsu.ADJUST) {
            stratum.parts.values().forEach(psu -> factors.add(new Without(stratum, psu, 1)));
            rscales.add(1 - frame.fraction(stratum));
        }
    }

    private void dropEach(Frame.Cluster stratum, double rscale) {
        double n = stratum.parts.size();
        if (n < 2) {
            throw new SurveyException(
                    "Stratum \"" + stratum.label + "\" has only one unit, which a jackknife cannot drop.");
        }
        for (Frame.Cluster dropped : stratum.parts.values()) {
            factors.add(new Without(stratum, dropped, n / (n - 1)));
            rscales.add(rscale);
        }
    }

    /**
     * Balanced half-samples by a Hadamard matrix; Fay's method keeps {@code rho} of the other half. Pairs and the units in
     * them stand in R's order, on which what is not linear depends.
     */
    private void halfSamples(double rho, SampleRows rows) {
        List<PairedUnits> pairs = PairedUnits.of(frame, rows);
        Hadamard matrix = Hadamard.of(pairs.size());
        for (int replicate = 0; replicate < matrix.order(); replicate++) {
            double[] factor = ones();
            for (int pair = 0; pair < pairs.size(); pair++) {
                boolean first = matrix.positive(1 + pair, replicate);
                factor[pairs.get(pair).one()] = first ? 2 - rho : rho;
                factor[pairs.get(pair).other()] = first ? rho : 2 - rho;
            }
            factors.add(new Each(factor));
            rscales.add(1.0);
        }
        scale = 1 / (matrix.order() * (1 - rho) * (1 - rho));
        degreesOfFreedom = pairs.size();
    }

    /** Rao and Wu (1988): n_h − 1 units drawn with replacement in each stratum. */
    private void bootstrap(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int replicate = 0; replicate < count; replicate++) {
            double[] factor = ones();
            for (Frame.Cluster stratum : frame.strata().values()) {
                Frame.Cluster[] psus = stratum.parts.values().toArray(Frame.Cluster[]::new);
                if (psus.length < 2) {
                    throw new SurveyException(
                            "Stratum \"" + stratum.label + "\" has only one unit, which a bootstrap cannot resample.");
                }
                for (Frame.Cluster psu : psus) {
                    factor[psu.primary] = 0;
                }
                for (int draw = 0; draw < psus.length - 1; draw++) {
                    factor[psus[random.nextInt(psus.length)].primary] += psus.length / (psus.length - 1.0);
                }
            }
            factors.add(new Each(factor));
            rscales.add(1.0);
        }
        scale = 1.0 / (count - 1);
    }

    /**
     * Successive differences (Fay and Train 1995; Ash 2014): neighbours in the order of their labels share a row of a
     * Hadamard matrix, so that only the squares of their differences stay.
     */
    private void successiveDifferences(int count) {
        int size = 4;
        while (size < count || (size <= frame.primaryUnits() && size < MOST)) {
            size *= 2;
        }
        int row = 0;
        int[] first = new int[frame.primaryUnits()];
        int[] second = new int[frame.primaryUnits()];
        double[] finite = new double[frame.primaryUnits()];
        for (Frame.Cluster stratum : frame.strata().values()) {
            if (stratum.parts.size() < 2) {
                throw new SurveyException(
                        "Stratum \"" + stratum.label + "\" has only one unit, which leaves no successive difference.");
            }
            int from = row;
            int position = 0;
            for (Frame.Cluster psu : stratum.parts.values()) {
                first[psu.primary] = from + position;
                second[psu.primary] = from + (position + 1) % stratum.parts.size();
                finite[psu.primary] = Math.sqrt(1 - frame.fraction(stratum)) / Math.sqrt(8);
                position++;
                row++;
            }
        }
        Hadamard matrix = Hadamard.sylvester(size);
        for (int replicate = 0; replicate < size; replicate++) {
            double[] factor = ones();
            for (int psu = 0; psu < factor.length; psu++) {
                factor[psu] +=
                        finite[psu] * (sign(matrix, first[psu], replicate) - sign(matrix, second[psu], replicate));
            }
            factors.add(new Each(factor));
            rscales.add(1.0);
        }
        scale = 4.0 / size;
    }

    /** An entry of the matrix, its first row left out. */
    private static int sign(Hadamard matrix, int row, int column) {
        return matrix.positive(1 + row % (matrix.order() - 1), column) ? 1 : -1;
    }

    private double[] ones() {
        double[] factor = new double[frame.primaryUnits()];
        Arrays.fill(factor, 1);
        return factor;
    }

    /** Totals with each unit's sums multiplied by its primary unit's factor. */
    private static final class Reweighted implements Totals {
        private final Moments moments;
        private final int[] primary;
        private final double[] factor;
        private final Map<Cell, double[]> totals = new HashMap<>();

        Reweighted(Moments moments, int[] primary, double[] factor) {
            this.moments = moments;
            this.primary = primary;
            this.factor = factor;
        }

        @Override
        public double of(Cell cell, int column) {
            return totals.computeIfAbsent(cell, this::sumUp)[column];
        }

        private double[] sumUp(Cell cell) {
            Moments.UnitSums sums = moments.find(cell);
            return sums == null ? new double[moments.items().size() * Item.SUMS] : sums.totals(factor, primary);
        }
    }
}
