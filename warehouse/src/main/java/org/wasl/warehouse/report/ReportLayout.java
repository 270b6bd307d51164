package org.wasl.warehouse.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.yaml.YamlFault;

/**
 * What a report shows and where: {@code report/report.yaml} of the programme.
 *
 * @param languages one file each, the first is the one that {@code index.html} opens
 * @param tiles the place of each municipality on the grid, from the north-west
 * @param outcomes the survey outcomes of the overview, in order
 * @param groups the outcome that is split by group, and the dimensions it is split by
 * @param gaps the groups that are compared, each with its reference group
 * @param study the impact study whose first figure is shown, beside report.yaml
 */
record ReportLayout(
        List<String> languages,
        Map<String, Position> tiles,
        List<Outcome> outcomes,
        Groups groups,
        List<Contrast> gaps,
        @Nullable String study) {

    /** A place on the grid of tiles. */
    record Position(int column, int row) {}

    /** A metric, and the category of it that is shown where it has several. */
    record Outcome(String id, String metric, @Nullable String level) {}

    /** One metric by several dimensions. */
    record Groups(String metric, List<String> dimensions) {}

    /** One group against another on one metric. */
    record Contrast(String metric, String dimension, String group, String reference) {}

    static ReportLayout read(Path programme) {
        Path file = programme.resolve("report").resolve("report.yaml");
        try {
            return new YAMLMapper()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .readValue(file.toFile(), ReportLayout.class);
        } catch (JsonProcessingException e) {
            YamlFault fault = YamlFault.of(e);
            throw new ReportException(
                    YamlFault.place(file.toString(), fault.line(), fault.column()) + ": " + fault.reason(), e);
        } catch (IOException e) {
            throw new ReportException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
