package org.wasl.warehouse.catalogue;

import static org.wasl.warehouse.release.TableViews.name;
import static org.wasl.warehouse.release.TableViews.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.query.Rows;
import org.wasl.warehouse.query.Warehouse;

/**
 * Of those who were asked, who did not know, who refused, and who gave no valid answer at all. A skipped question was not
 * asked. Where a figure rests on several questions, one without a valid answer is enough.
 */
final class ItemNonresponse {
    private static final List<String> WHY = List.of("dk", "refused", "without");

    private final Warehouse warehouse;
    private final List<List<String>> figures;

    /** @param figures the variables that each figure rests on; of none there is nothing to tell */
    ItemNonresponse(Warehouse warehouse, List<List<String>> figures) {
        this.warehouse = warehouse;
        this.figures = figures;
    }

    /**
     * Weighted shares by the values of the columns, for each figure in turn.
     *
     * @param relation respondents by wave, with their weights
     */
    List<Map<List<String>, FigureSheet.Answers>> shares(
            String relation, List<String> columns, @Nullable String domain) {
        List<Map<List<String>, FigureSheet.Answers>> shares = new ArrayList<>();
        figures.forEach(figure -> shares.add(new HashMap<>()));
        if (figures.stream().allMatch(List::isEmpty)) {
            return shares;
        }
        String by = columns.stream().map(c -> name(c) + ", ").collect(Collectors.joining());
        String ofRow = columns.stream().map(c -> "r." + name(c) + ", ").collect(Collectors.joining());
        List<String> flags = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (int figure = 0; figure < figures.size(); figure++) {
            for (String why : figures.get(figure).isEmpty() ? List.<String>of() : WHY) {
                String flag = why + "_" + figure;
                flags.add("any_value(a." + flag + ") AS " + flag);
                told.add("coalesce(sum(weight) FILTER (WHERE " + flag + "), 0) / sum(weight) FILTER (WHERE " + flag
                        + " IS NOT NULL) AS " + flag);
            }
        }
        Rows rows = warehouse.rows("WITH person AS (SELECT " + ofRow + "any_value(r.weight) AS weight, "
                + String.join(", ", flags) + " FROM (SELECT * FROM " + relation + " WHERE "
                + (domain == null ? "true" : domain) + ") AS r JOIN " + warehouse.held(answers())
                + " AS a ON a.respondent_id = r.respondent_id AND a.wave = r.wave GROUP BY " + ofRow
                + "r.respondent_id, r.wave) SELECT " + by + String.join(", ", told) + " FROM person GROUP BY ALL");
        for (int row = 0; row < rows.size(); row++) {
            List<String> key = new ArrayList<>();
            for (String column : columns) {
                key.add(String.valueOf(rows.text(row, column)));
            }
            for (int figure = 0; figure < figures.size(); figure++) {
                if (!figures.get(figure).isEmpty()) {
                    shares.get(figure)
                            .put(
                                    key,
                                    new FigureSheet.Answers(
                                            rows.number(row, "dk_" + figure),
                                            rows.number(row, "refused_" + figure),
                                            rows.number(row, "without_" + figure)));
                }
            }
        }
        return shares;
    }

    /** One row a respondent and wave; for each figure, null where none of its questions was asked. */
    private String answers() {
        List<String> flags = new ArrayList<>();
        for (int figure = 0; figure < figures.size(); figure++) {
            if (!figures.get(figure).isEmpty()) {
                String of = " FILTER (WHERE variable IN (" + list(figures.get(figure)) + "))";
                flags.add("bool_or(status = 'dk')" + of + " AS dk_" + figure);
                flags.add("bool_or(status = 'refused')" + of + " AS refused_" + figure);
                flags.add("bool_or(status <> 'valid')" + of + " AS without_" + figure);
            }
        }
        List<String> all =
                figures.stream().flatMap(List::stream).distinct().sorted().toList();
        return "SELECT respondent_id, wave, " + String.join(", ", flags) + " FROM survey_answer WHERE variable IN ("
                + list(all) + ") AND status IN ('valid', 'dk', 'refused', 'missing') GROUP BY respondent_id, wave";
    }

    private static String list(List<String> variables) {
        return variables.stream().map(v -> text(v)).collect(Collectors.joining(", "));
    }
}
