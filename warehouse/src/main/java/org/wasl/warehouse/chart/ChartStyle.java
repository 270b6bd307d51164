package org.wasl.warehouse.chart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The style sheet of all charts: in the page for the report, in the drawing for a file of its own. */
public final class ChartStyle {

    private ChartStyle() {}

    /** The style sheet's text. */
    public static String sheet() {
        try (InputStream in = ChartStyle.class.getResourceAsStream("chart.css")) {
            if (in == null) {
                throw new IllegalStateException("chart.css is missing from the application's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("chart.css cannot be read from the application's jar", e);
        }
    }
}
