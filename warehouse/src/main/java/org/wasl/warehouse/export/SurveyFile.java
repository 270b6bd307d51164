package org.wasl.warehouse.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.catalogue.Catalogue;
import org.wasl.warehouse.catalogue.Questionnaires;
import org.wasl.warehouse.query.Rows;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.release.Schema;

/**
 * The survey's tables as a codebook describes them: how they are built and how the sample was drawn, and no answer.
 *
 * @param tables {@code survey_response} and {@code survey_answer}
 * @param samples of each wave, in order
 */
public record SurveyFile(List<Schema.Table> tables, Questionnaires questionnaires, List<Sample> samples) {
    private static final List<String> TABLES = List.of("survey_response", "survey_answer");

    public SurveyFile {
        tables = List.copyOf(tables);
        samples = List.copyOf(samples);
    }

    /**
     * The sample of a wave.
     *
     * @param interviews null where they are fewer than may be printed
     */
    public record Sample(
            String wave, long strata, long units, @Nullable Long interviews) {}

    static SurveyFile of(Warehouse warehouse, Catalogue catalogue) {
        Schema schema = warehouse.release().schema();
        List<Schema.Table> tables = new ArrayList<>();
        TABLES.forEach(name -> schema.table(name).ifPresent(tables::add));
        Rows rows = warehouse.rows("SELECT CAST(wave AS VARCHAR) AS wave, count(DISTINCT stratum) AS strata,"
                + " count(DISTINCT (stratum, psu)) AS units, count(*) AS interviews"
                + " FROM survey_response GROUP BY survey_response.wave ORDER BY survey_response.wave");
        int fewest = catalogue.programme().disclosure().minCount();
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            long interviews = count(rows, i, "interviews");
            samples.add(new Sample(
                    String.valueOf(rows.text(i, "wave")),
                    count(rows, i, "strata"),
                    count(rows, i, "units"),
                    interviews < fewest ? null : interviews));
        }
        return new SurveyFile(tables, Questionnaires.load(warehouse.release().programme()), samples);
    }

    private static long count(Rows rows, int row, String column) {
        return Objects.requireNonNull(rows.number(row, column)).longValue();
    }
}
