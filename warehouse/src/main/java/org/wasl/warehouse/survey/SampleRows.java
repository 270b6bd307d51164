package org.wasl.warehouse.survey;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.yaml.Nearest;

/**
 * The sample as a query: every column of the data, plus {@code stratum_}, {@code unit1_…} (the design's keys),
 * {@code fpc1_…}, {@code s_} (weight as the data have it), {@code d_} (a replicate's), {@code w0_} (after non-response and
 * trimming) and {@code w_} (final weight).
 */
final class SampleRows {
    private static final String NO_ROWS = "The data have a heading but not one row.";

    private final DataTable data;
    private final String relation;
    private final Design design;
    private final Map<String, String> types;
    private final Steps steps;

    private SampleRows(DataTable data, String relation, Design design, Map<String, String> types, Steps steps) {
        this.data = data;
        this.relation = relation;
        this.design = design;
        this.types = types;
        this.steps = steps;
    }

    /**
     * How a row's weights follow from each other, as SQL.
     *
     * @param joined the rows with what is to stand beside them
     * @param design the sampling weight, of {@code s_}
     * @param adjusted of {@code d_}, after non-response and trimming
     * @param last of {@code w0_}, after calibration
     * @param around the rows with all of these, with what depends on them beside
     */
    private record Steps(
            UnaryOperator<String> joined,
            UnaryOperator<String> design,
            UnaryOperator<String> adjusted,
            UnaryOperator<String> last,
            UnaryOperator<String> around) {
        static final Steps NONE = new Steps(
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                UnaryOperator.identity());
    }

    /** Describes the relation and checks that the design's columns are there and usable. */
    static SampleRows of(Connection connection, String relation, Design design) {
        DataTable data = DataTable.of(connection, relation);
        SampleRows rows = new SampleRows(data, DataTable.ROWS, design, data.types(), Steps.NONE);
        for (List<String> columns : List.of(design.psu(), design.strata(), design.fpc())) {
            columns.forEach(rows::requireColumn);
        }
        String weights = design.weights();
        if (weights != null) {
            rows.requireNumber(weights);
        }
        design.fpc().forEach(rows::requireNumber);
        rows.checkDesignValues();
        return rows;
    }

    /** The same rows with weights after some adjustments, the last of which may be a calibration. */
    SampleRows adjusted(List<Adjustment> before, @Nullable Adjustment calibrated) {
        UnaryOperator<String> adjusted = weight -> {
            String step = weight;
            for (Adjustment adjustment : before) {
                step = "(" + adjustment.factor().apply(step) + ")";
            }
            return step;
        };
        UnaryOperator<String> last = calibrated == null ? UnaryOperator.identity() : calibrated.factor();
        return new SampleRows(
                data, relation, design, types, new Steps(steps.joined, steps.design, adjusted, last, steps.around));
    }

    /** The same rows with another sampling weight, of {@code s_}, and none of the adjustments. */
    SampleRows sampled(UnaryOperator<String> weight) {
        return new SampleRows(
                data,
                relation,
                design,
                types,
                new Steps(steps.joined, weight, UnaryOperator.identity(), UnaryOperator.identity(), steps.around));
    }

    /** The same rows under a final weight that is an expression of their columns. */
    SampleRows weighted(String weight) {
        return new SampleRows(
                data,
                relation,
                design,
                types,
                new Steps(steps.joined, steps.design, steps.adjusted, ignored -> weight, steps.around));
    }

    /** The same rows with their number in the order of the data, which no later step keeps. */
    SampleRows numbered(String name) {
        return new SampleRows(
                data, "(select *, row_number() over () as " + name + " from " + relation + ")", design, types, steps);
    }

    /** The same rows with one more number beside them. */
    SampleRows with(String column, String name) {
        return joined(rows -> "(select *, " + column + " from " + rows + ")", List.of(name));
    }

    /** The same rows with the numbers that a query puts beside them. */
    SampleRows joined(UnaryOperator<String> query, List<String> numbers) {
        Map<String, String> more = new LinkedHashMap<>(types);
        numbers.forEach(number -> more.put(number, "DOUBLE"));
        UnaryOperator<String> before = steps.joined;
        return new SampleRows(
                data,
                relation,
                design,
                more,
                new Steps(
                        rows -> query.apply(before.apply(rows)),
                        steps.design,
                        steps.adjusted,
                        steps.last,
                        steps.around));
    }

    /** The same rows with what a query over their final weights puts beside them. */
    SampleRows around(UnaryOperator<String> query) {
        return new SampleRows(
                data,
                relation,
                design,
                types,
                new Steps(steps.joined, steps.design, steps.adjusted, steps.last, query));
    }

    /** The final weight as one expression of {@code s_} and the data's columns. */
    String finalWeight() {
        return steps.last.apply("(" + steps.adjusted.apply("(" + steps.design.apply("s_") + ")") + ")");
    }

    Design design() {
        return design;
    }

    /** Stages that add to the variance: later ones need a finite population. */
    int stages() {
        return Math.max(1, Math.min(design.psu().size(), design.fpc().size()));
    }

    void requireColumn(String column) {
        if (!types.containsKey(column)) {
            // DuckDB has no two columns whose names differ in case alone, and reads the later one under another.
            if (types.containsKey(column + "_1") && types.keySet().stream().anyMatch(column::equalsIgnoreCase)) {
                throw new SurveyException(
                        "\"" + column + "\" is the name of another column too, but for its case, and is read as \""
                                + column + "_1\": write that.");
            }
            throw new SurveyException("There is no column \"" + column + "\" in the data; nearest: \""
                    + Nearest.one(column, types.keySet()) + "\".");
        }
    }

    void requireCondition(String condition) {
        data.requireCondition(condition);
    }

    /** The columns that a pattern, a range or a list names. */
    List<String> columns(String text) {
        return GivenReplicates.named(text, List.copyOf(types.keySet()));
    }

    boolean isNumber(String column) {
        String type = types.getOrDefault(column, "");
        return type.matches("(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL.*|BOOLEAN)");
    }

    /** Whether the column can hold whole numbers only. */
    boolean isWhole(String column) {
        return types.getOrDefault(column, "").matches("U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|BOOLEAN");
    }

    /** Whether the column is one of true and false, or a text of these words alone, which R's {@code read.csv} takes for them. */
    boolean isTruth(String column) {
        String type = types.getOrDefault(column, "");
        String name = Quoted.name(column);
        if (!type.equals("VARCHAR")) {
            return type.equals("BOOLEAN");
        }
        return data.exists(name + " is not null") && !data.exists("lower(" + name + ") not in ('true', 'false')");
    }

    /** A column without a value is no column of numbers; that it has none is then what is wrong. */
    private void requireRows() {
        if (!data.exists("true")) throw new SurveyException(NO_ROWS);
    }

    void requireNumber(String column) {
        requireColumn(column);
        if (!isNumber(column)) {
            requireRows();
            String name = Quoted.name(column);
            firstRow(name + " is not null and try_cast(" + name + " as double) is null", name, (row, value) -> {
                throw new SurveyException("Row " + row + ": \"" + column + "\" is " + value
                        + ", not a number; for shares of its values ask prop(" + column + ").");
            });
            firstRow("(select count(" + name + ") from " + DataTable.ROWS + ") = 0", name, (row, value) -> {
                throw new SurveyException("Column \"" + column + "\" is empty in every row.");
            });
            throw new SurveyException("Column \"" + column + "\" holds " + types.get(column)
                    + ", not numbers; for shares of its values ask prop(" + column + ").");
        }
    }

    Map<String, String> types() {
        return types;
    }

    String sql() {
        StringJoiner keys = new StringJoiner(", ");
        keys.add(stratum() + " as stratum_");
        List<String> units = design.psu();
        for (int stage = 0; stage < stages(); stage++) {
            String unit = units.isEmpty() ? "row_number() over ()" : Quoted.name(units.get(stage));
            keys.add(unit + " as unit" + (stage + 1) + "_");
        }
        for (int stage = 0; stage < Math.min(stages(), design.fpc().size()); stage++) {
            keys.add(Quoted.name(design.fpc().get(stage)) + "::double as fpc" + (stage + 1) + "_");
        }
        String sampled = "(select *, " + designWeight() + " as s_ from (select *, " + keys + " from " + relation + "))";
        String rows = steps.joined.apply(sampled);
        return steps.around.apply(
                "(select *, " + steps.last.apply("w0_") + " as w_ from (select *, " + steps.adjusted.apply("d_")
                        + " as w0_ from (select *, " + steps.design.apply("s_") + " as d_ from " + rows + ")))");
    }

    /** The columns of {@link #sql} that name a final unit: stratum, then a unit a stage. */
    List<String> keyColumns() {
        List<String> keys = new ArrayList<>(List.of("stratum_"));
        for (int stage = 1; stage <= stages(); stage++) {
            keys.add("unit" + stage + "_");
        }
        return keys;
    }

    /** The same as a list in SQL. */
    String keys() {
        return String.join(", ", keyColumns());
    }

    /** Whether the design has no units above the row. */
    boolean everyRowItsOwn() {
        return design.psu().isEmpty();
    }

    /** The same as text: cast after grouping, never before. */
    String keysAsText() {
        return keys().replace("_", "_::varchar");
    }

    private String stratum() {
        if (design.strata().isEmpty()) {
            return "'all'";
        }
        if (design.strata().size() == 1) {
            return Quoted.name(design.strata().get(0));
        }
        StringJoiner key = new StringJoiner(" || ' / ' || ");
        design.strata().forEach(column -> key.add(Quoted.name(column) + "::varchar"));
        return key.toString();
    }

    /** The inverse selection probability, stage by stage, when the data carry no weight. */
    private String designWeight() {
        String weights = design.weights();
        if (weights != null) {
            return Quoted.name(weights) + "::double";
        }
        StringJoiner product = new StringJoiner(" * ");
        StringBuilder within = new StringBuilder("stratum_");
        for (int stage = 1; stage <= stages(); stage++) {
            String sampled = "count(distinct unit" + stage + "_) over (partition by " + within + ")";
            product.add("(case when max(fpc" + stage + "_) over () > 1 then fpc" + stage + "_ / " + sampled
                    + " else 1 / fpc" + stage + "_ end)");
            within.append(", unit").append(stage).append('_');
        }
        return product.toString();
    }

    /** One look at all design columns; only when something is wrong, a look at each to say what. */
    private void checkDesignValues() {
        List<String> bad = new ArrayList<>();
        design.strata().forEach(key -> bad.add(empty(key)));
        design.psu().forEach(key -> bad.add(empty(key)));
        design.fpc().forEach(column -> bad.add(noPopulation(column)));
        String weights = design.weights();
        if (weights != null) {
            bad.add(notPositive(weights));
        }
        String any = bad.isEmpty() ? "false" : String.join(" or ", bad);
        query("select count(*), count(*) filter (where " + any + ") from " + DataTable.ROWS, counts -> {
            if (counts.getLong(1) == 0) {
                throw new SurveyException(NO_ROWS);
            }
            if (counts.getLong(2) > 0) {
                refuseDesignValues();
            }
        });
    }

    private static String empty(String key) {
        return Quoted.name(key) + " is null";
    }

    /** A fraction of 0 is an endless population, where a weight says what the fraction cannot. */
    private String noPopulation(String column) {
        return design.weights() == null
                ? notPositive(column)
                : notPositive(column) + " and " + Quoted.name(column) + " is distinct from 0";
    }

    private static String notPositive(String column) {
        String name = Quoted.name(column);
        return "(" + name + " is null or not (isfinite(" + name + "::double) and " + name + " > 0))";
    }

    private void refuseDesignValues() {
        List<String> keys = new ArrayList<>(design.strata());
        keys.addAll(design.psu());
        for (String key : keys) {
            firstRow(empty(key), Quoted.name(key), (row, value) -> {
                throw new SurveyException("Row " + row + ": the design column \"" + key + "\" is empty.");
            });
        }
        String weights = design.weights();
        design.fpc().forEach(column -> refuse(column, noPopulation(column)));
        if (weights != null) {
            refuse(weights, notPositive(weights));
        }
    }

    private void refuse(String column, String condition) {
        firstRow(condition, Quoted.name(column), (row, value) -> {
            throw new SurveyException("Row " + row + ": \"" + column + "\" is " + (value == null ? "empty" : value)
                    + "; a weight or population count is a positive, finite number.");
        });
    }

    void firstRow(String condition, String valueSql, DataTable.BadRow bad) {
        data.firstRow(condition, valueSql, bad);
    }

    /** Runs a query whose text was made here; the reader sees each row. */
    void query(String sql, DataTable.RowReader reader) {
        data.query(sql, reader);
    }

    /** Runs a statement that leaves something for later queries of the same connection. */
    void execute(String sql) {
        data.execute(sql);
    }
}
