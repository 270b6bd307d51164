package org.wasl.warehouse.survey;

/** Fits trimming: each round is one aggregate query. The bounds are taken as given, so nothing is added to the variance. */
final class TrimmingFit {
    private static final int ROUNDS = 100;

    private TrimmingFit() {}

    /** @param rows whose {@code w_} is the weight to trim; zero weights are of non-respondents and stay */
    static Adjustment fit(SampleRows rows, Trimming trimming) {
        double[] median = {1};
        if (trimming.median()) {
            rows.query("select median(w_) from " + rows.sql() + " where w_ > 0", row -> median[0] = row.getDouble(1));
        }
        Double below = trimming.lower();
        Double above = trimming.upper();
        double lower = below == null ? 0 : below * median[0];
        double upper = above == null ? Double.POSITIVE_INFINITY : above * median[0];
        String trimmed = "w_";
        long first = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Cut cut = cut(rows, trimmed, lower, upper);
            if (cut.outside == 0) {
                return adjustment(trimmed, first, lower, upper);
            }
            if (cut.inside == 0) {
                throw new SurveyException("Every weight lies outside the trimming bounds " + Told.number(lower) + " to "
                        + Told.number(upper) + ".");
            }
            first = round == 0 ? cut.outside : first;
            // A lambda names the weight once: written out, each round would repeat the one before four times.
            trimmed = "list_transform([" + trimmed + "], lambda t: case when t = 0 then 0.0::double when t < "
                    + Quoted.number(lower) + " then " + Quoted.number(lower) + " when t > " + Quoted.number(upper)
                    + " then " + Quoted.number(upper) + " else t + " + Quoted.number(cut.excess / cut.inside)
                    + " end)[1]";
            if (!trimming.strict()) {
                return adjustment(trimmed, first, lower, upper);
            }
        }
        throw new SurveyException("Trimming to " + Told.number(lower) + " to " + Told.number(upper)
                + " does not settle in " + ROUNDS + " rounds: widen the bounds.");
    }

    private static Adjustment adjustment(String trimmed, long count, double lower, double upper) {
        return new Adjustment(
                weight -> trimmed.replace("w_", weight),
                Auxiliaries.NONE,
                "w_",
                "1.0::double",
                "w_",
                products -> products,
                "trimming to " + Told.number(lower) + " to " + Told.number(upper) + ": " + count + " weights drawn in",
                0);
    }

    private static final class Cut {
        private long outside;
        private long inside;
        private double excess;
    }

    private static Cut cut(SampleRows rows, String weight, double lower, double upper) {
        Cut cut = new Cut();
        String within = "least(" + Quoted.number(upper) + ", greatest(" + Quoted.number(lower) + ", t_))";
        String out = "t_ < " + Quoted.number(lower) + " or t_ > " + Quoted.number(upper);
        rows.query(
                "select count(*) filter (where " + out + "), count(*) filter (where not (" + out
                        + ")), coalesce(sum(t_ - " + within + "), 0) from (select " + weight + " as t_ from "
                        + rows.sql() + ") where t_ > 0",
                row -> {
                    cut.outside = row.getLong(1);
                    cut.inside = row.getLong(2);
                    cut.excess = row.getDouble(3);
                });
        return cut;
    }
}
