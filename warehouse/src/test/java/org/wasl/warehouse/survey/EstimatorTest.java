package org.wasl.warehouse.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Names that the notation has signs of stand in quotation marks. */
class EstimatorTest {
    @Test
    void columnsInQuotationMarks() {
        assertEquals(
                new Estimator.Ratio("in/out", "days (all)"), Estimator.parse("ratio(\"in/out\" / \"days (all)\")"));
        assertEquals(
                new Estimator.Share("a=b", "yes, often", Estimator.Interval.MEAN),
                Estimator.parse("prop(\"a=b\"=\"yes, often\")"));
        assertEquals(new Estimator.Independence("a*b", "c", Estimator.Test.F), Estimator.parse("chisq(\"a*b\" * c)"));
        assertEquals(
                new Estimator.Difference("wage (QAR)", "sex", "f", "m"),
                Estimator.parse("difference(\"wage (QAR)\", sex, f, m)"));
    }

    @Test
    void aMarkWithinAName() {
        assertEquals(new Estimator.Share("it\"s", "yes", Estimator.Interval.MEAN), Estimator.parse("prop(it\"s=yes)"));
    }
}
