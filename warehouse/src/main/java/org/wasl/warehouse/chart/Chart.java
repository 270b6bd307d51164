package org.wasl.warehouse.chart;

/** A picture of some numbers. Each kind answers one kind of question; all are drawn for a {@link Frame}. */
public sealed interface Chart permits BarChart, DotChart, EventStudyPlot, FlowChart, LineChart, PanelChart, TileMap {

    /** What a reader who cannot see the picture hears. */
    Caption caption();

    /** The drawing as one {@code <svg>} element. */
    String svg(Frame frame);
}
