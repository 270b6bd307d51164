package org.wasl.warehouse.disclosure.program;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One linear program that can be solved again after its costs or bounds have changed, or rows were added; the simplex
 * then goes on from where it stood.
 *
 * <p>Continuous programs go to GLOP, programs with yes-or-no variables to SCIP, both inside OR-Tools' jar.
 */
public final class LinearProgram implements AutoCloseable {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final MPSolver solver;
    private final List<MPVariable> variables = new ArrayList<>();
    private final List<MPConstraint> rows = new ArrayList<>();
    private final boolean whole;
    private boolean optimal;
    private double[] values = {};
    private double[] duals = {};

    private LinearProgram(String engine, boolean whole) {
        this.whole = whole;
        Natives.load();
        MPSolver made = MPSolver.createSolver(engine);
        if (made == null) {
            throw new IllegalStateException("OR-Tools came without " + engine);
        }
        solver = made;
    }

    /** A program without whole numbers. */
    public static LinearProgram continuous() {
        return new LinearProgram("GLOP", false);
    }

    /** A program some of whose variables are 0 or 1. */
    public static LinearProgram mixed() {
        return new LinearProgram("SCIP", true);
    }

    /** Adds a variable; its number. */
    public int variable(double lower, double upper) {
        variables.add(solver.makeNumVar(lower, upper, ""));
        return variables.size() - 1;
    }

    /** Adds a variable that is 0 or 1; its number. */
    public int binary() {
        variables.add(solver.makeBoolVar(""));
        return variables.size() - 1;
    }

    /** Adds a variable that is a whole number; its number. */
    public int integer(double lower, double upper) {
        variables.add(solver.makeIntVar(lower, upper, ""));
        return variables.size() - 1;
    }

    /** Adds a row that is at least {@code lower} and at most {@code upper}, still without variables; its number. */
    public int row(double lower, double upper) {
        rows.add(solver.makeConstraint(lower, upper));
        return rows.size() - 1;
    }

    /** A row that is at least something. */
    public int atLeast(double lower) {
        return row(lower, INFINITY);
    }

    /** Changes what a row is at least and at most. */
    public void limits(int row, double lower, double upper) {
        rows.get(row).setBounds(lower, upper);
    }

    public void coefficient(int row, int variable, double coefficient) {
        rows.get(row).setCoefficient(variables.get(variable), coefficient);
    }

    public void bounds(int variable, double lower, double upper) {
        variables.get(variable).setBounds(lower, upper);
    }

    public void cost(int variable, double cost) {
        solver.objective().setCoefficient(variables.get(variable), cost);
    }

    /** The least cost; empty when no solution was found. */
    public OptionalDouble minimise() {
        solver.objective().setMinimization();
        return solve();
    }

    /** The greatest value; empty when no solution was found. */
    public OptionalDouble maximise() {
        solver.objective().setMaximization();
        return solve();
    }

    private OptionalDouble solve() {
        MPSolver.ResultStatus status = solver.solve();
        optimal = status == MPSolver.ResultStatus.OPTIMAL;
        boolean found = optimal || status == MPSolver.ResultStatus.FEASIBLE;
        if (!found) {
            return OptionalDouble.empty();
        }
        // Read now: the solver forgets its solution with the next change of the program.
        values = variables.stream().mapToDouble(MPVariable::solutionValue).toArray();
        duals = whole
                ? duals
                : rows.stream().mapToDouble(MPConstraint::dualValue).toArray();
        return OptionalDouble.of(solver.objective().value());
    }

    /** Whether the last solution is proven to be the best. */
    public boolean optimal() {
        return optimal;
    }

    /** No solution of the mixed program can be better than this. */
    public double bound() {
        return solver.objective().bestBound();
    }

    /** How long the next solution may take. */
    public void limit(Duration time) {
        solver.setTimeLimit(Math.max(1, time.toMillis()));
    }

    /** A variable in the last solution. */
    public double value(int variable) {
        return values[variable];
    }

    /** By how much the objective grows with the row's bound; continuous programs only. */
    public double dual(int row) {
        return duals[row];
    }

    @Override
    public void close() {
        solver.delete();
    }

    /** The library is unpacked from the jar once a process, and only when something must be solved. */
    private static final class Natives {
        private static final boolean LOADED = loaded();

        static void load() {
            if (!LOADED) {
                throw new IllegalStateException("OR-Tools did not load");
            }
        }

        private static boolean loaded() {
            Loader.loadNativeLibraries();
            return true;
        }
    }
}
