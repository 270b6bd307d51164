package org.wasl.warehouse.survey;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One fitted step from sampling weights to final ones, and what it means for the variance: the estimated total of a
 * variable varies as that of its residual from the regression on the step's auxiliaries x (Deville and Särndal 1992, 3.4;
 * Kim and Kim 2007 for non-response).
 *
 * @param factor from the SQL of a weight to that of the weight after the step
 * @param x SQL of each auxiliary variable
 * @param products the weight under which a variable's products with x are summed
 * @param share the same weight as a factor on the weight that the step leaves
 * @param projected the weight under which auxiliaries are taken out of unit totals
 * @param coefficients from the products of a variable with x to its coefficients on x
 * @param told what a reader should know of the fit
 * @param rounds that it took, where replicates take as many; 0 where each is fitted by itself
 */
record Adjustment(
        UnaryOperator<String> factor,
        List<String> x,
        String products,
        String share,
        String projected,
        UnaryOperator<double[]> coefficients,
        String told,
        int rounds) {

    Adjustment(
            UnaryOperator<String> factor,
            List<String> x,
            String products,
            String share,
            String projected,
            UnaryOperator<double[]> coefficients,
            String told) {
        this(factor, x, products, share, projected, coefficients, told, 0);
    }
}
