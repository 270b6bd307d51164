package org.wasl.warehouse.survey;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Columns that were imputed several times: everything is estimated from each completed file, then combined by Rubin's
 * (1987) rules, with Barnard and Rubin's (1999, Biometrika 86) degrees of freedom.
 */
final class Imputed {
    private Imputed() {}

    /** The completed files, as relations; the data themselves when nothing was imputed. */
    static List<String> relations(Connection connection, String relation, Design design) {
        if (design.imputed().isEmpty()) {
            return List.of(relation);
        }
        SampleRows rows = SampleRows.of(connection, relation, design);
        Map<String, List<String>> imputations = new LinkedHashMap<>();
        int count = 0;
        for (Map.Entry<String, List<String>> variable : design.imputed().entrySet()) {
            List<String> columns = rows.columns(String.join(",", variable.getValue()));
            columns.forEach(rows::requireColumn);
            if (columns.size() < 2 || (count > 0 && columns.size() != count)) {
                throw new SurveyException("imputed: " + variable.getKey() + " has " + columns.size()
                        + " columns; each imputed variable needs the same number, at least two.");
            }
            count = columns.size();
            imputations.put(variable.getKey(), columns);
        }
        List<String> relations = new ArrayList<>();
        for (int m = 0; m < count; m++) {
            StringJoiner kept = new StringJoiner(", ");
            StringJoiner completed = new StringJoiner(", ");
            for (Map.Entry<String, List<String>> variable : imputations.entrySet()) {
                if (rows.types().containsKey(variable.getKey())) {
                    kept.add(Quoted.name(variable.getKey()));
                }
                completed.add(Quoted.name(variable.getValue().get(m)) + " as " + Quoted.name(variable.getKey()));
            }
            relations.add("(select *" + (kept.length() == 0 ? "" : " exclude (" + kept + ")") + ", " + completed
                    + " from " + relation + ")");
        }
        return relations;
    }

    /** One answer of the answers from each completed file. */
    static List<Estimate> combined(List<List<Estimate>> completed) {
        List<Estimate> first = completed.get(0);
        List<Estimate> combined = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            List<Estimate> same = new ArrayList<>();
            for (List<Estimate> one : completed) {
                Estimate other = find(one, first.get(i), i);
                if (other == null) {
                    throw new SurveyException("The imputations do not have the same domains and levels: "
                            + first.get(i).variable() + " " + first.get(i).level() + " in "
                            + first.get(i).domain() + " is not in all of them.");
                }
                same.add(other);
            }
            combined.add(rubin(same));
        }
        return combined;
    }

    private static @Nullable Estimate find(List<Estimate> among, Estimate like, int position) {
        if (position < among.size() && alike(among.get(position), like)) {
            return among.get(position);
        }
        return among.stream().filter(one -> alike(one, like)).findFirst().orElse(null);
    }

    private static boolean alike(Estimate a, Estimate b) {
        return a.estimator().equals(b.estimator())
                && a.variable().equals(b.variable())
                && a.domain().equals(b.domain())
                && String.valueOf(a.level()).equals(String.valueOf(b.level()));
    }

    private static Estimate rubin(List<Estimate> same) {
        Estimate first = same.get(0);
        int m = same.size();
        double mean = 0;
        double within = 0;
        for (Estimate one : same) {
            Double value = one.estimate();
            Double se = one.se();
            if (value == null || se == null) {
                if (one.estimator().equals("chisq")) {
                    throw new SurveyException("chisq(" + one.variable()
                            + "): a test statistic has no error, so Rubin's rules cannot combine it.");
                }
                return first.flagged("not_combined");
            }
            mean += value / m;
            within += se * se / m;
        }
        double between = 0;
        for (Estimate one : same) {
            double deviation = (one.estimate() == null ? mean : one.estimate()) - mean;
            between += deviation * deviation / (m - 1);
        }
        double added = (1 + 1.0 / m) * between;
        double total = within + added;
        double df = degreesOfFreedom(first.df(), m, added / total);
        Confidence interval = Confidence.symmetric(mean, Math.sqrt(total), df);
        Double deff = first.deff();
        Long n = first.n();
        return new Estimate(
                        first.estimator(),
                        first.variable(),
                        first.level(),
                        first.domain(),
                        mean,
                        Math.sqrt(total),
                        interval.low(),
                        interval.high(),
                        n,
                        first.nEffective(),
                        deff,
                        df,
                        first.p() == null || !(df > 0) ? null : Critical.pOfT(mean / Math.sqrt(total), df),
                        first.missing(),
                        first.flags())
                .flagged("imputed");
    }

    /** @param missing the share of the variance that is due to the imputations */
    private static double degreesOfFreedom(@Nullable Double complete, int m, double missing) {
        double old = missing > 0 ? (m - 1) / (missing * missing) : Double.POSITIVE_INFINITY;
        if (complete == null) {
            return old;
        }
        double observed = (complete + 1) / (complete + 3) * complete * (1 - missing);
        return 1 / (1 / old + 1 / observed);
    }
}
