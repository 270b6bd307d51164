/**
 * The report of a release: one HTML file a language. {@link org.wasl.warehouse.report.ReportAssembly} gathers the
 * figures through the catalogue and the estimators into {@link org.wasl.warehouse.report.ReportData};
 * {@link org.wasl.warehouse.report.ReportPage} words and draws them in one language; the jte templates only lay them
 * out. What did not pass disclosure control never enters {@code ReportData}.
 */
@NullMarked
package org.wasl.warehouse.report;

import org.jspecify.annotations.NullMarked;
