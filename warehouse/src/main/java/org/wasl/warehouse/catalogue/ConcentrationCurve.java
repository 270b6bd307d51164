package org.wasl.warehouse.catalogue;

import static org.wasl.warehouse.release.TableViews.name;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.query.Rows;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.survey.Estimator;

/**
 * The share of a variable's sum that falls to the lowest share of people in the order of a rank; the Lorenz curve when
 * both are the same. People of one rank share its part of the curve evenly. The influence of a row on an ordinate C(p) is
 * {@code [(h − m) 1(rank below) + p m − C h] / H}, m being the variable's mean at the rank where the curve has reached p
 * (Binder and Kovačević 1995, Survey Methodology 21, for the Lorenz curve).
 */
final class ConcentrationCurve {
    /** Ranks within this share of people of p tell the mean there. */
    private static final double NEIGHBOURS = 0.05;

    private final String relation;
    private final String variable;
    private final String rank;
    private final List<Step> steps;
    private double people;
    private double sum;

    private ConcentrationCurve(String relation, String variable, String rank, List<Step> steps) {
        this.relation = relation;
        this.variable = variable;
        this.rank = rank;
        this.steps = steps;
        for (Step step : steps) {
            people += step.people();
            sum += step.sum();
        }
    }

    /** All people of one rank. */
    private record Step(double rank, double people, double sum) {}

    static ConcentrationCurve read(
            Warehouse warehouse, String relation, String variable, String rank, @Nullable String where) {
        Rows rows = warehouse.rows("SELECT " + name(rank) + "::double AS at, sum(weight) AS people, sum(weight * "
                + name(variable) + "::double) AS total FROM " + relation + " WHERE " + name(rank) + " IS NOT NULL AND "
                + name(variable) + " IS NOT NULL AND (" + (where == null ? "true" : where) + ") GROUP BY 1 ORDER BY 1");
        List<Step> steps = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            steps.add(new Step(number(rows, row, "at"), number(rows, row, "people"), number(rows, row, "total")));
        }
        return new ConcentrationCurve(relation, variable, rank, steps);
    }

    private static double number(Rows rows, int row, String column) {
        Double number = rows.number(row, column);
        return number == null ? Double.NaN : number;
    }

    /** Whether nobody has anything, so that there are no shares. */
    boolean isEmpty() {
        return !(sum > 0);
    }

    /** The share of the sum that the lowest share of people has. */
    double ordinate(double p) {
        double below = 0;
        double had = 0;
        for (Step step : steps) {
            if (below + step.people() >= p * people) {
                return (had + (p * people - below) * step.sum() / step.people()) / sum;
            }
            below += step.people();
            had += step.sum();
        }
        return 1;
    }

    /** The relation with each ordinate's influence beside its rows. */
    String withInfluence(List<Double> points) {
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < points.size(); i++) {
            double p = points.get(i);
            double mean = meanAt(p);
            columns.append(", (CASE WHEN ")
                    .append(name(rank))
                    .append(" < ")
                    .append(rankAt(p))
                    .append(" THEN ")
                    .append(name(variable))
                    .append("::double - ")
                    .append(mean)
                    .append(" ELSE 0 END + ")
                    .append(p * mean)
                    .append(" - ")
                    .append(ordinate(p))
                    .append(" * ")
                    .append(name(variable))
                    .append("::double) / ")
                    .append(sum)
                    .append(" + 0 * ")
                    .append(name(rank))
                    .append(" AS influence_")
                    .append(i);
        }
        return "(SELECT *" + columns + " FROM " + relation + ")";
    }

    List<Estimator> influences(int points) {
        List<Estimator> totals = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            totals.add(Estimator.parse("total(influence_" + i + ")"));
        }
        return totals;
    }

    private double rankAt(double p) {
        double below = 0;
        for (Step step : steps) {
            below += step.people();
            if (below >= p * people) {
                return step.rank();
            }
        }
        return steps.get(steps.size() - 1).rank();
    }

    /** Of the variable where the curve has reached p: the rank itself on a Lorenz curve, else the mean nearby. */
    private double meanAt(double p) {
        if (variable.equals(rank)) {
            return rankAt(p);
        }
        double below = 0;
        double near = 0;
        double had = 0;
        for (Step step : steps) {
            double middle = (below + step.people() / 2) / people;
            if (Math.abs(middle - p) <= NEIGHBOURS || step.rank() == rankAt(p)) {
                near += step.people();
                had += step.sum();
            }
            below += step.people();
        }
        return had / near;
    }
}
