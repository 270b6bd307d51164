package org.wasl.warehouse.disclosure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.survey.Estimate;

/**
 * Decides which numbers may be printed. Everything a metric returns has gone through here.
 *
 * <p>Counts of persons: a cell below the minimum is suppressed, and with it as many others as it takes that no margin gives
 * it back ({@link CellTable}). Estimates: one from too few answers or with too large an error is withheld, one with a
 * moderate error is flagged.
 */
public final class SmallCells {
    /** What is left of a share of nothing or of a difference of none when its sum came in another order. */
    private static final double ROUNDING = 1e-12;

    private final Thresholds thresholds;

    public SmallCells(Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    /**
     * The cells of a table that may not be printed, whether for their own sake or to protect another.
     *
     * @param cells the table's finest cells; its margins are taken to be printed as well
     */
    public Set<List<String>> suppressed(List<Cell> cells) {
        return new CellTable(cells, thresholds.minCount()).suppressed();
    }

    /** A figure without its number: what is printed in place of a suppressed one. */
    public Estimate suppress(Estimate figure) {
        return blank(figure, "suppressed");
    }

    /**
     * An estimate as it may be printed.
     *
     * @param itemNonresponse share of those asked without a valid answer; null where nobody was asked
     */
    public Estimate estimate(Estimate figure, @Nullable Double itemNonresponse) {
        Estimate checked = figure;
        if (itemNonresponse != null && itemNonresponse > thresholds.flagItemNonresponse()) {
            checked = checked.flagged("item_nonresponse");
        }
        Long n = figure.n();
        if (n == null || n < thresholds.minN() || beyond(figure, n) < thresholds.minCount()) {
            return blank(checked, "withheld:n");
        }
        return byError(checked);
    }

    /** The answers on the shorter side of a quantile: the last of few is somebody's own. */
    private static double beyond(Estimate figure, long n) {
        String level = figure.level();
        if (!figure.estimator().equals("quantile") || level == null) {
            return n;
        }
        double probability = Double.parseDouble(level);
        return n * Math.min(probability, 1 - probability);
    }

    /**
     * An estimate by a design that somebody brought. By equal weights it is a count to the last person, and a design can
     * leave it no error; so what it counts must be printable by an error of its own too, and so must all others.
     *
     * @param plain the same figure with equal weights, each record drawn by itself
     */
    public Estimate ofOwnDesign(Estimate figure, Estimate plain) {
        Estimate checked = estimate(figure, null);
        boolean few = estimate(plain, null).flags().stream().anyMatch(flag -> flag.startsWith("withheld"))
                || restIsFew(plain);
        return few && checked.estimate() != null ? blank(figure, "withheld:rse") : checked;
    }

    private boolean restIsFew(Estimate plain) {
        Double value = plain.estimate();
        Double se = plain.se();
        Long n = plain.n();
        if (value == null || se == null || n == null || plain.estimator().equals("quantile")) {
            return false;
        }
        double rest = (plain.estimator().equals("total") ? n : 1) - value;
        return rest > ROUNDING && value > 0 && se / rest > thresholds.maxRse();
    }

    /**
     * A measure that may well be zero, such as a gap or an index of inequality, so that its relative error says nothing.
     *
     * @param compared the groups' own figures, each of which must be printable
     */
    public Estimate comparison(Estimate figure, List<Estimate> compared) {
        Long n = figure.n();
        if (n == null || n < thresholds.minN()) {
            return blank(figure, "withheld:n");
        }
        boolean printable = compared.stream()
                .allMatch(
                        group -> estimate(group, null).flags().stream().noneMatch(flag -> flag.startsWith("withheld")));
        return printable ? figure : blank(figure, "withheld:group");
    }

    /**
     * The same estimates, without those numbers of answers that would give back a number below the minimum. Estimates of one
     * variable and level by the same dimensions are a table, whose margins are taken to be printed as well.
     *
     * @param asked the estimates as they were before any was withheld
     * @param checked the same in the same order, as they may be printed
     * @param apart dimensions over which nothing is added up, such as waves
     */
    public List<Estimate> counts(List<Estimate> asked, List<Estimate> checked, Set<String> apart) {
        Map<List<Object>, List<Cell>> tables = new LinkedHashMap<>();
        for (Estimate figure : asked) {
            Long n = figure.n();
            tables.computeIfAbsent(table(figure, apart), any -> new ArrayList<>())
                    .add(new Cell(key(figure, apart), n == null ? 0 : n));
        }
        Map<List<Object>, Set<List<String>>> hidden = new HashMap<>();
        tables.forEach((table, cells) -> hidden.put(table, suppressed(cells)));
        List<Estimate> counted = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Estimate figure = asked.get(i);
            boolean hide = hidden.getOrDefault(table(figure, apart), Set.of()).contains(key(figure, apart));
            counted.add(hide && checked.get(i).n() != null ? uncounted(checked.get(i)) : checked.get(i));
        }
        return counted;
    }

    private static List<String> key(Estimate figure, Set<String> apart) {
        Map<String, String> key = new LinkedHashMap<>(figure.domain());
        key.keySet().removeAll(apart);
        return List.copyOf(key.values());
    }

    private static List<Object> table(Estimate figure, Set<String> apart) {
        Map<String, String> time = new LinkedHashMap<>(figure.domain());
        time.keySet().retainAll(apart);
        return List.of(
                figure.estimator(),
                figure.variable(),
                String.valueOf(figure.level()),
                List.copyOf(figure.domain().keySet()),
                time);
    }

    /** Without the number of answers, and without what it follows from. */
    public static Estimate uncounted(Estimate figure) {
        List<String> flags = new ArrayList<>(figure.flags());
        flags.add("n_suppressed");
        return new Estimate(
                figure.estimator(),
                figure.variable(),
                figure.level(),
                figure.domain(),
                figure.estimate(),
                figure.se(),
                figure.ciLow(),
                figure.ciHigh(),
                null,
                null,
                null,
                figure.df(),
                figure.p(),
                flags);
    }

    private Estimate byError(Estimate figure) {
        Double value = figure.estimate();
        if (value != null && Math.abs(value) < ROUNDING) {
            return figure.flagged("zero");
        }
        Double rse = figure.cv();
        if (rse == null) {
            return figure;
        }
        if (rse > thresholds.maxRse()) {
            return blank(figure, "withheld:rse");
        }
        return rse > thresholds.flagRse() ? figure.flagged("rse") : figure;
    }

    /** Neither the number nor its error, nor the count it rests on when that is small. */
    private Estimate blank(Estimate figure, String why) {
        List<String> flags = new ArrayList<>(figure.flags());
        flags.add(why);
        Long n = figure.n();
        boolean large = why.equals("withheld:rse") && n != null && n >= thresholds.minN();
        return Estimate.exact(
                figure.estimator(), figure.variable(), figure.level(), figure.domain(), null, large ? n : null, flags);
    }

    /**
     * One cell of a table of counts.
     *
     * @param key its value in each dimension, in one order for all cells
     * @param persons the persons behind it; for a share those it is of and those it counts, each of which may be too few
     */
    public record Cell(List<String> key, List<Long> persons) {
        public Cell {
            key = List.copyOf(key);
            persons = List.copyOf(persons);
        }

        public Cell(List<String> key, long persons) {
            this(key, List.of(persons));
        }
    }
}
