package org.wasl.warehouse.chart;

/** The spoken side of a chart: a title and one or two sentences that say what it shows. */
public record Caption(String title, String description) {
    public Caption {
        if (title.isBlank() || description.isBlank()) {
            throw new IllegalArgumentException("A chart needs a title and a description for those who cannot see it.");
        }
    }
}
