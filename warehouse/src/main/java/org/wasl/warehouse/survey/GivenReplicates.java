package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;

/** Replicate weights that came with the data: one more sum a replicate. */
final class GivenReplicates {
    private static final Pattern RANGE = Pattern.compile("(.*?)(\\d+)\\s*\\.\\.\\s*(.*?)(\\d+)");

    private final SampleRows rows;
    private final List<String> weights = new ArrayList<>();

    private GivenReplicates(SampleRows rows, Replicates.Given given) {
        this.rows = rows;
        for (String column : columns(given.columns())) {
            rows.requireNumber(column);
            weights.add((given.combined() ? "" : "w_ * ") + Quoted.name(column) + "::double");
        }
        if (weights.size() < 2) {
            throw new SurveyException("replicates: given: \"" + given.columns() + "\" names " + weights.size()
                    + " columns of the data; at least two are needed.");
        }
    }

    static Replicated read(
            SampleRows rows,
            Replicates.Given given,
            List<Item> items,
            List<List<String>> classifications,
            Totals full) {
        GivenReplicates replicates = new GivenReplicates(rows, given);
        int count = replicates.weights.size();
        double scale = switch (given.kind()) {
            case JK1, JKN -> (count - 1.0) / count;
            case BRR -> 1.0 / count;
            case FAY -> 1 / (count * (1 - given.rho()) * (1 - given.rho()));
            case BOOTSTRAP -> 1.0 / (count - 1);
        };
        double[] rscales = new double[count];
        Arrays.fill(rscales, 1);
        return new Replicated(full, replicates.totals(items, classifications), scale, rscales, replicates.rank() - 1.0);
    }

    /** {@code rep*}, {@code rep1..rep4}, or names separated by commas. */
    private List<String> columns(String text) {
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
            return rows.types().keySet().stream()
                    .filter(name -> name.matches(pattern))
                    .toList();
        }
        return Arrays.stream(text.split(",")).map(String::strip).toList();
    }

    private List<Totals> totals(List<Item> items, List<List<String>> classifications) {
        List<Map<Cell, double[]>> totals = new ArrayList<>();
        weights.forEach(weight -> totals.add(new HashMap<>()));
        Set<List<String>> sets = new LinkedHashSet<>(classifications);
        sets.add(List.of());
        if (!items.isEmpty()) {
            sets.forEach(set -> readTotals(items, set, totals));
        }
        double[] nothing = new double[items.size() * Item.SUMS];
        List<Totals> replicates = new ArrayList<>();
        totals.forEach(byCell -> replicates.add((cell, column) -> byCell.getOrDefault(cell, nothing)[column]));
        return replicates;
    }

    private void readTotals(List<Item> items, List<String> set, List<Map<Cell, double[]>> totals) {
        StringJoiner select = new StringJoiner(", ");
        set.forEach(column -> select.add(Quoted.name(column) + "::varchar"));
        weights.forEach(weight -> items.forEach(item -> select.add(item.sums(weight))));
        String groups = set.isEmpty()
                ? ""
                : " group by "
                        + String.join(", ", set.stream().map(Quoted::name).toList());
        rows.query("select " + select + " from " + rows.sql() + groups, row -> {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < set.size(); i++) {
                String value = row.getString(i + 1);
                if (value == null) {
                    return;
                }
                values.add(value);
            }
            int at = set.size() + 1;
            for (Map<Cell, double[]> replicate : totals) {
                double[] sums = new double[items.size() * Item.SUMS];
                for (int i = 0; i < sums.length; i++) {
                    sums[i] = row.getDouble(at++);
                }
                replicate.put(new Cell(set, values), sums);
            }
        });
    }

    /** Rank of the replicate weights, whose excess over one is the degrees of freedom. */
    private int rank() {
        int count = weights.size();
        double[][] gram = new double[count][count];
        StringJoiner select = new StringJoiner(", ");
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                select.add("sum(" + weights.get(i) + " * " + weights.get(j) + ")");
            }
        }
        rows.query("select " + select + " from " + rows.sql(), row -> {
            int at = 1;
            for (int i = 0; i < count; i++) {
                for (int j = 0; j <= i; j++) {
                    gram[i][j] = row.getDouble(at++);
                    gram[j][i] = gram[i][j];
                }
            }
        });
        double[] values = new SingularValueDecomposition(new Array2DRowRealMatrix(gram, false)).getSingularValues();
        return (int)
                Arrays.stream(values).filter(value -> value > 1e-10 * values[0]).count();
    }
}
