package org.wasl.warehouse.disclosure.ledger;

import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.RealMatrix;

/**
 * What sums tell exactly, whatever the numbers: a sum over pieces is told when its indicator lies in the span of those that
 * are printed. Almost every vector orthogonal to all of these has a part in each sum that is not told, so one drawn at random answers for
 * all sums at once.
 */
final class Determined {
    private static final double NOTHING = 1e-7;
    private static final double RIDGE = 1e-5;
    private static final double SYMMETRY = 1e-12;
    private static final int PROJECTIONS = 5;
    private static final long SEED = 20_170_731;

    private final double[] unseen;

    Determined(int pieces, List<BitSet> printed) {
        List<BitSet> sums = printed.stream().distinct().toList();
        SplittableRandom random = new SplittableRandom(SEED);
        unseen = IntStream.range(0, pieces)
                .mapToDouble(i -> random.nextDouble(-1, 1))
                .toArray();
        if (!sums.isEmpty()) {
            project(sums);
        }
    }

    /** Takes from the vector what the sums see of it; again and again, for what the ridge and rounding left. */
    private void project(List<BitSet> sums) {
        RealMatrix common = new Array2DRowRealMatrix(sums.size(), sums.size());
        for (int i = 0; i < sums.size(); i++) {
            for (int j = 0; j <= i; j++) {
                BitSet both = (BitSet) sums.get(i).clone();
                both.and(sums.get(j));
                common.setEntry(i, j, both.cardinality());
                common.setEntry(j, i, both.cardinality());
            }
            // Sums may follow from each other.
            common.addToEntry(i, i, RIDGE);
        }
        DecompositionSolver solver = new CholeskyDecomposition(common, SYMMETRY, Double.MIN_VALUE).getSolver();
        for (int again = 0; again < PROJECTIONS; again++) {
            double[] seen = sums.stream().mapToDouble(this::sum).toArray();
            double[] weights = solver.solve(new ArrayRealVector(seen, false)).toArray();
            for (int i = 0; i < weights.length; i++) {
                double weight = weights[i];
                sums.get(i).stream().forEach(piece -> unseen[piece] -= weight);
            }
        }
    }

    private double sum(BitSet pieces) {
        return pieces.stream().mapToDouble(piece -> unseen[piece]).sum();
    }

    /** Whether the number of persons in a set follows from the printed sums. */
    boolean tells(BitSet set) {
        return Math.abs(sum(set)) < NOTHING;
    }
}
