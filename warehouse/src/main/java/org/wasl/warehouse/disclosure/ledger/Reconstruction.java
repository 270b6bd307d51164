package org.wasl.warehouse.disclosure.ledger;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.wasl.warehouse.disclosure.program.LinearProgram;

/**
 * The attacker who has printed sums over sets of pieces and solves for the pieces, knowing which of them are empty and that
 * there are not ten times as many persons as there are.
 */
final class Reconstruction implements AutoCloseable {
    private static final double ENDLESS = 10;
    private static final double ZERO = 1e-9;

    private final Pieces pieces;
    private final LinearProgram program = LinearProgram.continuous();
    private final Map<BitSet, Integer> rows = new LinkedHashMap<>();
    private final Map<Integer, Integer> variables = new LinkedHashMap<>();
    private final List<double[]> possible = new ArrayList<>();
    private final double most;

    /**
     * @param among those that the sets are made of
     */
    Reconstruction(Pieces pieces, BitSet among, Iterable<BitSet> printed) {
        this.pieces = pieces;
        this.most = Math.max(1, ENDLESS * pieces.persons(among));
        among.stream().forEach(piece -> variables.put(piece, program.variable(0, Double.POSITIVE_INFINITY)));
        int bound = program.row(0, most);
        variables.values().forEach(variable -> program.coefficient(bound, variable, 1));
        for (BitSet set : printed) {
            if (!rows.containsKey(set)) {
                double sum = pieces.persons(set);
                int row = program.row(sum, sum);
                rows.put((BitSet) set.clone(), row);
                set.stream().forEach(piece -> program.coefficient(row, variable(piece), 1));
            }
        }
    }

    private int variable(int piece) {
        return variables.getOrDefault(piece, -1);
    }

    /** A set whose number of persons must not be told, and how far off an attacker must be left. */
    record Secret(BitSet pieces, double away) {
        Secret {
            pieces = (BitSet) pieces.clone();
        }
    }

    /** Whether for all that is printed there could be as many more and as many fewer. */
    boolean keeps(Secret secret) {
        return canBe(secret, 1) && canBe(secret, -1);
    }

    private boolean canBe(Secret secret, int side) {
        double truth = pieces.persons(secret.pieces());
        double away = side > 0 ? secret.away() : Math.min(secret.away(), truth);
        for (double[] table : possible) {
            double value =
                    secret.pieces().stream().mapToDouble(piece -> table[piece]).sum();
            if (side * (value - truth) >= away - 1e-9) {
                return true;
            }
        }
        secret.pieces().stream().forEach(piece -> program.cost(variable(piece), side));
        OptionalDouble found = program.maximise();
        secret.pieces().stream().forEach(piece -> program.cost(variable(piece), 0));
        if (found.isEmpty()) {
            throw new IllegalStateException("what was printed contradicts itself");
        }
        double[] table = new double[pieces.size()];
        variables.forEach((piece, variable) -> table[piece] = program.value(variable));
        possible.add(table);
        return side * (side * found.getAsDouble() - truth) >= away - 1e-6;
    }

    /** The printed sets without which the last secret would not have been told so closely. */
    Set<BitSet> tellers() {
        return rows.entrySet().stream()
                .filter(row -> Math.abs(program.dual(row.getValue())) > ZERO)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A set is not printed after all. */
    void hide(BitSet set) {
        Integer row = rows.remove(set);
        if (row != null) {
            program.limits(row, 0, most);
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
