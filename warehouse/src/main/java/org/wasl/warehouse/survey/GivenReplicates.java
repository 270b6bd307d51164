package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replicate weights that came with the data, and how their deviations are to be scaled: as R's {@code svrepdesign}. */
final class GivenReplicates {
    private static final Pattern RANGE = Pattern.compile("(.*?)(\\d+)\\s*\\.\\.\\s*(.*?)(\\d+)");

    private final SampleRows rows;
    private final Replicates.Given given;
    private final List<String> columns;

    private GivenReplicates(SampleRows rows, Replicates.Given given) {
        this.rows = rows;
        this.given = given;
        this.columns = rows.columns(given.columns());
        columns.forEach(rows::requireNumber);
        if (columns.size() < 2) {
            throw new SurveyException("replicates: given: \"" + given.columns() + "\" names " + columns.size()
                    + " columns of the data; at least two are needed.");
        }
        for (String column : columns) {
            String name = Quoted.name(column);
            rows.firstRow(
                    name + " is null or not (isfinite(" + name + "::double) and " + name + " >= 0)",
                    name,
                    (row, value) -> {
                        throw new SurveyException("Row " + row + ": the replicate weight \"" + column + "\" is "
                                + (value == null ? "empty" : value) + "; it must be a finite number, zero or more.");
                    });
        }
    }

    /**
     * @param rows with final weights
     * @param rounds that adjusting them took, where replicates take as many
     */
    static ReplicateSet of(SampleRows rows, Replicates.Given given, int rounds) {
        GivenReplicates replicates = new GivenReplicates(rows, given);
        Deviations deviations = new Deviations(replicates.scale(), replicates.rscales(), given.mse());
        List<String> weights = new ArrayList<>();
        for (String column : replicates.columns) {
            String factor = Quoted.name(column) + "::double";
            weights.add(given.combined() ? factor : "s_ * " + factor);
        }
        List<String> adjusted = weights.stream()
                .map(weight -> replicates.adjusted(weight, rounds))
                .toList();
        return Weighting.keepsDegreesOfFreedom(rows.design())
                ? new ReplicateSet(
                        rows,
                        adjusted,
                        deviations,
                        ReplicateSet.ranked(rows, weights, deviations).degreesOfFreedom())
                : ReplicateSet.ranked(rows, adjusted, deviations);
    }

    private String adjusted(String weight, int rounds) {
        return Weighting.changes(rows.design())
                ? Weighting.refit(rows.sampled(ignored -> "(" + weight + ")"), rounds)
                : weight;
    }

    private double scale() {
        Double said = given.scale();
        int count = columns.size();
        return switch (given.kind()) {
            case BRR -> 1.0 / count;
            case FAY -> 1 / (count * (1 - given.rho()) * (1 - given.rho()));
            case SDR -> 4.0 / count;
            case JK2 -> 1;
            case BOOTSTRAP -> said == null ? 1.0 / (count - 1) : said;
            case JK1 ->
                said != null
                        ? said
                        : given.combined()
                                ? (count - 1.0) / count
                                : 1 / largest().get(0);
            case JKN, OTHER -> said == null ? 1 : said;
        };
    }

    private List<Double> rscales() {
        int count = columns.size();
        if (given.rscales().size() == 1) {
            return Collections.nCopies(count, given.rscales().get(0));
        }
        if (!given.rscales().isEmpty()) {
            if (given.rscales().size() != count) {
                throw new SurveyException(
                        "replicates: rscales has " + given.rscales().size() + " numbers for " + count + " replicates.");
            }
            return given.rscales();
        }
        if (given.kind() == Replicates.Kind.JKN) {
            if (given.combined()) {
                throw new SurveyException("replicates: JKn weights that contain the sampling weight need rscales: the"
                        + " (n - 1) / n of each replicate's stratum.");
            }
            return largest().stream().map(most -> 1 / most).toList();
        }
        return Collections.nCopies(count, 1.0);
    }

    /** The largest factor of each replicate: n / (n − 1) where a jackknife dropped one of n. */
    private List<Double> largest() {
        StringJoiner select = new StringJoiner(", ");
        columns.forEach(column -> select.add("max(" + Quoted.name(column) + "::double)"));
        List<Double> largest = new ArrayList<>();
        rows.query("select " + select + " from " + rows.sql(), row -> {
            for (int i = 1; i <= columns.size(); i++) {
                largest.add(row.getDouble(i));
            }
        });
        return largest;
    }

    /** {@code rep*}, {@code rep1..rep4}, or names separated by commas, among the columns there are. */
    static List<String> named(String text, List<String> there) {
        Matcher range = RANGE.matcher(text);
        if (range.matches() && range.group(1).equals(range.group(3))) {
            List<String> names = new ArrayList<>();
            int last = Integer.parseInt(range.group(4));
            for (int i = Integer.parseInt(range.group(2)); i <= last; i++) {
                names.add(range.group(1) + i);
            }
            return names;
        }
        if (text.contains("*")) {
            String pattern = ("\\Q" + text + "\\E").replace("*", "\\E.*\\Q");
            return there.stream().filter(name -> name.matches(pattern)).toList();
        }
        return Arrays.stream(text.split(",")).map(String::strip).toList();
    }
}
