package org.wasl.warehouse.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.catalogue.Figure;
import org.wasl.warehouse.survey.Estimate;

/**
 * SDMX-CSV 2.0: one observation a row, {@code _T} where a figure is not split by a dimension. A held-back figure is there
 * with OBS_STATUS {@code Q} (missing, suppressed); one to be read with care has {@code U} (low reliability).
 */
final class SdmxCsv {
    private static final String STRUCTURE = "WASL:DF_INCLUSION(1.0)";
    private static final String TOTAL = "_T";

    private final Publishable publishable;

    SdmxCsv(Publishable publishable) {
        this.publishable = publishable;
    }

    void write(Appendable out) throws IOException {
        CSVPrinter printer = new CSVPrinter(
                out, CSVFormat.RFC4180.builder().setRecordSeparator('\n').get());
        List<String> header =
                new ArrayList<>(List.of("STRUCTURE", "STRUCTURE_ID", "ACTION", "INDICATOR", "LEVEL", "WAVE"));
        publishable.dimensions().forEach(dimension -> header.add(dimension.toUpperCase(Locale.ROOT)));
        header.addAll(List.of(
                "TIME_PERIOD",
                "OBS_VALUE",
                "OBS_STATUS",
                "CONF_STATUS",
                "UNIT_MEASURE",
                "STANDARD_ERROR",
                "CI_LOWER",
                "CI_UPPER",
                "SAMPLE_SIZE",
                "FLAGS",
                "RELEASE",
                "DEFINITION"));
        printer.printRecord(header);
        for (Figure figure : publishable.figures()) {
            printer.printRecord(row(figure));
        }
        printer.flush();
    }

    private List<@Nullable Object> row(Figure figure) {
        Estimate estimate = figure.estimate();
        List<@Nullable Object> row = new ArrayList<>(List.of("dataflow", STRUCTURE, "I", figure.metric()));
        row.add(estimate.level() == null ? TOTAL : estimate.level());
        row.add(estimate.domain().getOrDefault("wave", TOTAL));
        for (String dimension : publishable.dimensions()) {
            row.add(estimate.domain().getOrDefault(dimension, TOTAL));
        }
        row.add(publishable.time(figure));
        row.add(estimate.estimate());
        row.add(status(figure));
        row.add(figure.heldBack() ? "C" : "F");
        row.add(figure.unit().en());
        row.add(estimate.se());
        row.add(estimate.ciLow());
        row.add(estimate.ciHigh());
        row.add(estimate.n());
        row.add(String.join(" ", estimate.flags()));
        row.add(figure.asPublishedIn() == null ? publishable.release() : figure.asPublishedIn());
        row.add(figure.definition());
        return row;
    }

    private static String status(Figure figure) {
        if (figure.heldBack()) {
            return "Q";
        }
        if (figure.value() == null) {
            return "M";
        }
        return figure.estimate().flags().contains("rse") ? "U" : "A";
    }
}
