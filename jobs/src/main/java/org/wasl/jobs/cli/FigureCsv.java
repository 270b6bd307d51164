package org.wasl.jobs.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.wasl.warehouse.survey.Estimate;

/** Estimates as CSV: the keys of the JSON contract, one column a dimension. */
final class FigureCsv {
    private static final List<String> LABELS = List.of("estimator", "variable", "level");
    private static final List<String> NUMBERS = List.of(
            "estimate", "se", "ci_low", "ci_high", "n", "n_effective", "deff", "df", "cv", "p", "missing", "flags");

    private FigureCsv() {}

    static void print(List<Estimate> figures, PrintStream out) throws IOException {
        Set<String> dimensions = new LinkedHashSet<>();
        figures.forEach(figure -> dimensions.addAll(figure.domain().keySet()));
        List<String> header = new ArrayList<>(LABELS);
        for (String dimension : dimensions) {
            boolean taken = LABELS.contains(dimension) || NUMBERS.contains(dimension);
            header.add(taken ? "domain." + dimension : dimension);
        }
        header.addAll(NUMBERS);
        CSVPrinter printer = new CSVPrinter(
                out, CSVFormat.RFC4180.builder().setRecordSeparator('\n').get());
        printer.printRecord(header);
        for (Estimate figure : figures) {
            List<Object> row = new ArrayList<>();
            row.add(figure.estimator());
            row.add(figure.variable());
            row.add(figure.level());
            dimensions.forEach(dimension -> row.add(figure.domain().get(dimension)));
            row.add(figure.estimate());
            row.add(figure.se());
            row.add(figure.ciLow());
            row.add(figure.ciHigh());
            row.add(figure.n());
            row.add(figure.nEffective());
            row.add(figure.deff());
            row.add(figure.df());
            row.add(figure.cv());
            row.add(figure.p());
            row.add(figure.missing());
            row.add(String.join(" ", figure.flags()));
            printer.printRecord(row);
        }
        printer.flush();
    }
}
