package org.wasl.warehouse.disclosure.suppress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.wasl.warehouse.disclosure.program.LinearProgram;

/**
 * The cheapest pattern of all, by cutting planes: a pattern is guessed, an attacker breaks it, what the attack teaches
 * is added, until no attack succeeds (Fischetti and Salazar 2001, Solving the cell suppression problem on tabular data
 * with linear constraints, Management Science 47).
 */
final class Optimal {
    private static final double VIOLATED = 1e-4;

    private final Problem problem;
    private final Duration time;
    private final Set<Reach.Cut> cuts = new HashSet<>();

    Optimal(Problem problem, Duration time) {
        this.problem = problem;
        this.time = time;
    }

    /**
     * A pattern and what is known of it.
     *
     * @param least no pattern costs less
     */
    record Answer(BitSet hidden, double least, boolean proven) {}

    /** The best pattern that could be found in time, never worse than the one begun with. */
    Answer solve(BitSet begun) {
        long end = System.nanoTime() + time.toNanos();
        Incremental incremental = new Incremental(problem, Duration.ZERO);
        BitSet best = begun;
        double least = problem.cost(problem.sensitive());
        List<Integer> cells = problem.open().stream().boxed().toList();
        if (problem.needs().isEmpty() || problem.cost(best) <= least) {
            return new Answer(best, problem.cost(best), true);
        }
        try (Master relaxed = new Master(LinearProgram.continuous(), cells, true)) {
            // Once at least, however late it is.
            do {
                least = Math.max(least, relaxed.solve());
                if (!learn(relaxed::hidden, false)) {
                    break;
                }
                relaxed.add(cuts);
            } while (System.nanoTime() < end);
            BitSet rounded = incremental.solve(relaxed.pattern(0.5));
            best = problem.cost(rounded) < problem.cost(best) ? rounded : best;
        }
        try (Master master = new Master(LinearProgram.mixed(), cells, false)) {
            master.add(cuts);
            while (System.nanoTime() < end) {
                master.program.limit(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
                double guess = master.solve();
                least = Math.max(least, master.program.optimal() ? guess : master.program.bound());
                if (!master.program.optimal()) {
                    break;
                }
                BitSet pattern = master.pattern(0.5);
                if (problem.cost(best) <= least * (1 + 1e-9)) {
                    return new Answer(best, problem.cost(best), true);
                }
                if (!learn(cell -> pattern.get(cell) ? 1 : 0, true)) {
                    return new Answer(pattern, problem.cost(pattern), true);
                }
                BitSet repaired = incremental.solve(pattern);
                best = problem.cost(repaired) < problem.cost(best) ? repaired : best;
                master.add(cuts);
            }
        }
        return new Answer(best, Math.min(least, problem.cost(best)), false);
    }

    /** Attacks a pattern, whole or fractional; whether anything new was learnt. */
    private boolean learn(IntToDoubleFunction hidden, boolean insiders) {
        BitSet shown = new BitSet();
        for (int cell : problem.open().stream().toArray()) {
            if (hidden.applyAsDouble(cell) > 1e-6) {
                shown.set(cell);
            }
        }
        double most = problem.needs().values().stream()
                .mapToDouble(need -> Math.max(need.up(), need.down()))
                .max()
                .orElse(0);
        List<Reach.Cut> learnt = new ArrayList<>();
        BitSet left = problem.sensitive();
        while (!left.isEmpty()) {
            BitSet component = Components.of(problem.system(), shown, left.nextSetBit(0));
            left.andNot(component);
            try (Reach reach = new Reach(
                    problem,
                    component.stream().boxed().toList(),
                    cell -> Math.min(1, hidden.applyAsDouble(cell)),
                    insiders ? Double.POSITIVE_INFINITY : most)) {
                BitSet targets = problem.sensitive();
                targets.and(component);
                targets.stream()
                        .boxed()
                        .flatMap(target -> Attack.on(problem, target, insiders ? component : new BitSet()).stream())
                        .filter(attack -> !reach.withstands(attack))
                        .map(reach::cut)
                        .filter(cut -> cut.left(hidden) < 1 - VIOLATED)
                        .forEach(learnt::add);
            }
        }
        return cuts.addAll(learnt);
    }

    /** Chooses what to hide, knowing only the cuts. */
    private final class Master implements AutoCloseable {
        private final LinearProgram program;
        private final int[] variables = new int[problem.system().size()];
        private final Set<Reach.Cut> added = new HashSet<>();

        Master(LinearProgram program, List<Integer> cells, boolean relaxed) {
            this.program = program;
            for (int cell : cells) {
                boolean whole = !problem.needs().containsKey(cell);
                variables[cell] = whole ? relaxed ? program.variable(0, 1) : program.binary() : program.variable(1, 1);
                program.cost(variables[cell], problem.cost(cell));
            }
        }

        void add(Set<Reach.Cut> cuts) {
            for (Reach.Cut cut : cuts) {
                if (added.add(cut)) {
                    int row = program.atLeast(1);
                    cut.coefficients()
                            .forEach((cell, coefficient) -> program.coefficient(row, variables[cell], coefficient));
                }
            }
        }

        double solve() {
            return program.minimise().orElse(0);
        }

        double hidden(int cell) {
            return problem.open().get(cell) ? program.value(variables[cell]) : 0;
        }

        BitSet pattern(double least) {
            BitSet pattern = new BitSet();
            problem.open().stream().filter(cell -> hidden(cell) > least).forEach(pattern::set);
            return pattern;
        }

        @Override
        public void close() {
            program.close();
        }
    }
}
