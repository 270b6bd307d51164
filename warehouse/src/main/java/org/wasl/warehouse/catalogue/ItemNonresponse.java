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
    private final Warehouse warehouse;

    ItemNonresponse(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /** Weighted shares by the values of the columns. */
    Map<List<String>, FigureSheet.Answers> shares(
            String relation, List<String> variables, List<String> columns, @Nullable String domain) {
        if (variables.isEmpty()) {
            return Map.of();
        }
        String by = columns.stream().map(c -> name(c) + ", ").collect(Collectors.joining());
        String asked = variables.stream().map(v -> text(v)).collect(Collectors.joining(", "));
        Rows rows = warehouse.rows("WITH person AS (SELECT " + by
                + "r.respondent_id, any_value(r.weight) AS weight, bool_or(a.status = 'dk') AS dk,"
                + " bool_or(a.status = 'refused') AS refused, bool_or(a.status <> 'valid') AS without"
                + " FROM (SELECT * FROM " + relation + " WHERE " + (domain == null ? "true" : domain) + ") AS r"
                + " JOIN survey_answer AS a ON a.respondent_id = r.respondent_id AND a.wave = r.wave"
                + " WHERE a.variable IN (" + asked + ") AND a.status IN ('valid', 'dk', 'refused', 'missing')"
                + " GROUP BY ALL) SELECT " + by + share("dk") + share("refused") + share("without")
                + "count(*) AS persons FROM person GROUP BY ALL");
        Map<List<String>, FigureSheet.Answers> shares = new HashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            List<String> key = new ArrayList<>();
            for (String column : columns) {
                key.add(String.valueOf(rows.text(row, column)));
            }
            shares.put(
                    key,
                    new FigureSheet.Answers(
                            rows.number(row, "dk"), rows.number(row, "refused"), rows.number(row, "without")));
        }
        return shares;
    }

    private static String share(String condition) {
        return "coalesce(sum(weight) FILTER (WHERE " + condition + "), 0) / sum(weight) AS " + condition + ", ";
    }
}
