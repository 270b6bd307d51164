/**
 * Charts as scalable vector drawings that read without scripts, in print, in both writing directions and by ear.
 *
 * <p>Why drawn here and not by a chart library: a figure of the report is a {@code role="img"} drawing with a title and
 * a description, its colours are CSS variables (light, dark, print), its labels mirror for Arabic, and it is drawn
 * twice, for a desk and for a telephone, because scaled-down text cannot be read. The libraries kept on Maven Central
 * write fixed colours and one direction and know no description (XChart, lets-plot, JFreeChart, which is LGPL with a
 * GPL vector back end); those of npm (Vega-Lite, ECharts, Plot) need a script engine at run time, since the figures
 * come from the release and not from the build. So the algorithms are the published ones (ticks after Heckbert and
 * d3-array, flow layout after d3-sankey), the escaping is the JDK's XML writer, and nothing else is invented.
 */
@NullMarked
package org.wasl.warehouse.chart;

import org.jspecify.annotations.NullMarked;
