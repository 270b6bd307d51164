package org.wasl.warehouse.catalogue;

import static org.wasl.warehouse.release.TableViews.name;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.query.Rows;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.survey.Design;
import org.wasl.warehouse.survey.LonelyPsu;
import org.wasl.warehouse.survey.Replicates;

/**
 * A wave of the survey, a sample of its own.
 *
 * @param populationKnown whether every row says how many units its stratum has; else sampling is taken to be from an
 *     endless population, which errs on the safe side
 * @param asked the columns that hold an answer in the wave
 */
public record SurveyWave(String number, boolean populationKnown, List<String> asked) {
    public SurveyWave {
        asked = List.copyOf(asked);
    }

    /**
     * The waves of a metric's rows, and which of some columns each asked about: without the question there is no figure,
     * not one withheld.
     *
     * @param rows what SQL may write after FROM
     * @param columns columns, or sums of columns as SQL
     */
    public static List<SurveyWave> of(Warehouse warehouse, String rows, List<String> columns) {
        StringBuilder counts = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            counts.append(", count(")
                    .append(columns.get(i))
                    .append(") AS answers_")
                    .append(i);
        }
        Rows counted = warehouse.rows("SELECT wave, count(*) = count(fpc_psu) AS known" + counts + " FROM " + rows
                + " GROUP BY wave ORDER BY wave");
        List<SurveyWave> waves = new ArrayList<>();
        for (int row = 0; row < counted.size(); row++) {
            List<String> asked = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                Double answers = counted.number(row, "answers_" + i);
                if (answers != null && answers > 0) {
                    asked.add(columns.get(i));
                }
            }
            waves.add(new SurveyWave(
                    String.valueOf(counted.value(row, "wave")),
                    Boolean.TRUE.equals(counted.value(row, "known")),
                    asked));
        }
        return waves;
    }

    /** Dimensions as text, each under the name of its {@link #column}: what may stand after {@code SELECT *}. */
    static String labels(Collection<String> dimensions) {
        return dimensions.stream()
                .distinct()
                .map(d -> ", coalesce(CAST(" + name(d) + " AS VARCHAR), 'unknown') AS " + name(column(d)))
                .collect(Collectors.joining());
    }

    static String column(String dimension) {
        return "by_" + dimension;
    }

    /** Accommodations drawn within strata of municipality and type, then residents within them; errors linearised. */
    public Design linearised() {
        return design(null);
    }

    /** The same; errors by leaving out one accommodation at a time. */
    Design jackknifed() {
        return design(new Replicates.Made(Replicates.Kind.JKN, 0, 0, 0, false));
    }

    private Design design(@Nullable Replicates replicates) {
        return new Design(
                List.of("psu"),
                List.of("stratum"),
                "weight",
                populationKnown ? List.of("fpc_psu") : List.of(),
                true,
                LonelyPsu.ADJUST,
                null,
                replicates);
    }
}
