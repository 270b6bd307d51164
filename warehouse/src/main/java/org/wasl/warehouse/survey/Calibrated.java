package org.wasl.warehouse.survey;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Fitted calibration.
 *
 * @param factor SQL of the final over the design weight
 * @param x SQL of each auxiliary variable
 * @param projected the weight under which auxiliaries are taken out of unit totals
 * @param coefficients from the design-weighted products of a variable with x to its coefficients on x
 */
record Calibrated(String factor, List<String> x, String projected, UnaryOperator<double[]> coefficients) {

    /** Fits weights to known totals.
     *
     * @throws SurveyException when the totals do not match the data or cannot be reached
     */
    static Calibrated fit(SampleRows rows, Calibration calibration) {
        if (calibration instanceof Calibration.Poststratify post) {
            return MarginFit.poststratify(rows, post);
        }
        if (calibration instanceof Calibration.Rake rake) {
            return MarginFit.rake(rows, rake);
        }
        return TotalsFit.fit(rows, (Calibration.Totals) calibration);
    }
}
