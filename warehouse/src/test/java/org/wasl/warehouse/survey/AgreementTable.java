package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The page that lists what is compared with R survey: data set, design, estimator, cases, largest relative difference. */
final class AgreementTable {
    private final List<List<ReferenceCase>> files;
    private final Map<ReferenceCase, Double> differences;

    AgreementTable(List<List<ReferenceCase>> files, Map<ReferenceCase, Double> differences) {
        this.files = files;
        this.differences = differences;
    }

    String text() {
        StringBuilder text = new StringBuilder("""
                # Agreement with R survey

                Every answer that the tests compare with R `survey` 4.1-1 (R 4.2.2): estimate, standard error, interval,
                design effect, degrees of freedom and p, each to 1e-8 of its size; intervals of quantiles to 1e-6. Written by `RSurveyAgreementTest` with `-Dagreement.write=true`, and kept by it: a case more or
                less fails. The last column is the largest relative difference of any of those numbers, as measured when
                the page was written.

                Five of the 774 (a beta interval for a share that is its stratum's, hence without sampling error) are
                compared otherwise: R prints `qbeta(p, Inf, Inf)` = 0.5 for both ends, here the interval is the share.
                """);
        String[] titles = {
            "The reference (expected.json)",
            "Beside it (more.json, by more.R)",
            "On other data (other.json, by other.R)",
            "What is no default (further.json, by further.R)",
            "Weights that were adjusted otherwise (adjusted.json, by adjusted.R)"
        };
        for (int i = 0; i < files.size(); i++) {
            List<ReferenceCase> cases = files.get(i);
            text.append("\n## ")
                    .append(titles[i])
                    .append(": ")
                    .append(cases.size())
                    .append(" cases\n\n");
            text.append("| data | design | estimator | cases | largest difference |\n|---|---|---|---|---|\n");
            lines(cases)
                    .forEach((line, in) -> text.append("| ")
                            .append(line)
                            .append(" | ")
                            .append(in.size())
                            .append(" | ")
                            .append(largest(in))
                            .append(" |\n"));
        }
        return text.toString();
    }

    private String largest(List<ReferenceCase> cases) {
        double largest = cases.stream()
                .mapToDouble(one -> differences.getOrDefault(one, 0.0))
                .max()
                .orElse(0);
        return largest < 1e-12 ? "< 1e-12" : String.format(Locale.ROOT, "%.0e", largest);
    }

    private static Map<String, List<ReferenceCase>> lines(List<ReferenceCase> cases) {
        Map<String, List<ReferenceCase>> lines = new TreeMap<>();
        for (ReferenceCase one : cases) {
            String design = one.design()
                    .toString()
                    .replaceAll("(\"rscales\":)\\[[^]]*]", "$1given")
                    .replaceAll("[\"{}]", "")
                    .replace(",", ", ")
                    .replace("|", "/");
            lines.computeIfAbsent(one.dataset() + " | " + design + " | " + one.estimator(), any -> new ArrayList<>())
                    .add(one);
        }
        return lines;
    }

    /** The table without its last column. */
    static List<String> counts(String page) {
        return page.lines()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.substring(0, line.lastIndexOf('|', line.length() - 2)))
                .toList();
    }
}
