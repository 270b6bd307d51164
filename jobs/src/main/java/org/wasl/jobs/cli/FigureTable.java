package org.wasl.jobs.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.catalogue.Figure;
import org.wasl.warehouse.survey.Estimate;

/** Figures under each other: only the columns that say something. */
final class FigureTable {
    private FigureTable() {}

    static void print(List<Figure> figures, PrintStream out) {
        printEstimates(figures.stream().map(Figure::estimate).toList(), false, out);
    }

    static void printEstimates(List<Estimate> estimates, boolean named, PrintStream out) {
        Set<String> dimensions = new LinkedHashSet<>();
        estimates.forEach(e -> dimensions.addAll(e.domain().keySet()));
        boolean levels = estimates.stream().anyMatch(e -> e.level() != null);
        boolean tests = estimates.stream().anyMatch(e -> e.p() != null);
        boolean errors = estimates.stream().anyMatch(e -> e.se() != null);
        List<String> header = new ArrayList<>(dimensions);
        if (named) header.addAll(0, List.of("estimator", "variable"));
        if (levels) header.add("level");
        header.add("estimate");
        if (errors) header.addAll(List.of("se", "ci low", "ci high", "deff"));
        if (tests) header.addAll(List.of("df", "p"));
        header.addAll(List.of("n", "flags"));
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (Estimate e : estimates) {
            List<Object> row = new ArrayList<>();
            if (named) row.addAll(List.of(e.estimator(), e.variable()));
            dimensions.forEach(d -> row.add(text(e.domain().get(d))));
            if (levels) row.add(text(e.level()));
            row.add(number(e.estimate()));
            if (errors) row.addAll(List.of(number(e.se()), number(e.ciLow()), number(e.ciHigh()), number(e.deff())));
            if (tests) row.addAll(List.of(e.p() == null ? "" : number(e.df()), number(e.p())));
            row.add(e.n() == null ? "" : e.n());
            row.add(String.join(" ", e.flags()));
            table.row(row.toArray());
        }
        table.print(out);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static String number(@Nullable Double value) {
        if (value == null) return "";
        if (value == Math.rint(value)) return TextTable.number(value);
        return Math.abs(value) < 10 ? String.format(Locale.ROOT, "%.4f", value) : TextTable.number(value);
    }
}
