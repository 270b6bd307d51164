package org.wasl.warehouse.disclosure.suppress;

import java.time.Duration;
import java.util.BitSet;

/**
 * Chooses the cells that go with the sensitive ones.
 *
 * @param method how
 * @param cells {@code AUTO}: up to so many that may be hidden, the cheapest pattern is sought; it is also the most for
 *     each small table of the modular method
 * @param time for each search for a cheapest pattern; past it, the best so far is taken
 */
public record Suppressor(Method method, int cells, Duration time) {

    private static final int BOTH = 1500;
    /** The heuristics take this part of the time to make a safe pattern cheaper. */
    private static final int SHARE = 4;

    /** Exact up to 400 cells, for at most 20 seconds. */
    public static Suppressor defaults() {
        return new Suppressor(Method.AUTO, 400, Duration.ofSeconds(20));
    }

    /**
     * A pattern that protects every sensitive cell.
     *
     * @throws org.wasl.warehouse.disclosure.ProtectionException when there is none
     */
    public Suppression suppress(Problem problem) {
        BitSet sensitive = problem.sensitive();
        if (sensitive.isEmpty()) {
            return new Suppression(sensitive, sensitive, method, 0, 0);
        }
        boolean small = problem.open().cardinality() <= cells;
        return switch (method) {
            case AUTO -> small ? optimal(problem) : cheaper(problem);
            case OPTIMAL -> optimal(problem);
            case MODULAR -> modular(problem);
            case INCREMENTAL -> incremental(problem);
        };
    }

    private Suppression optimal(Problem problem) {
        BitSet begun = new Incremental(problem, Duration.ZERO).solve();
        Optimal.Answer answer = new Optimal(problem, time).solve(begun);
        return found(
                problem,
                answer.hidden(),
                Method.OPTIMAL,
                answer.proven() ? problem.cost(answer.hidden()) : answer.least());
    }

    private Suppression modular(Problem problem) {
        return found(
                problem, new Modular(problem, Math.min(cells, 200), time.dividedBy(SHARE)).solve(), Method.MODULAR, 0);
    }

    private Suppression incremental(Problem problem) {
        return found(problem, new Incremental(problem, time.dividedBy(SHARE)).solve(), Method.INCREMENTAL, 0);
    }

    /** While both are quick, whichever hides less. */
    private Suppression cheaper(Problem problem) {
        Suppression one = incremental(problem);
        if (problem.open().cardinality() > BOTH) {
            return one;
        }
        Suppression levels = modular(problem);
        return one.cost() < levels.cost() ? one : levels;
    }

    private static Suppression found(Problem problem, BitSet hidden, Method method, double least) {
        return new Suppression(hidden, problem.sensitive(), method, problem.cost(hidden), least);
    }
}
