package org.wasl.warehouse.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wasl.warehouse.catalogue.MetricComputation;
import org.wasl.warehouse.query.Warehouse;

/**
 * The report of a release: one self-contained HTML file a language, and an {@code index.html} that is the first of them.
 *
 * <pre>{@code
 * try (Warehouse warehouse = Warehouse.open(release)) {
 *     Report.write(warehouse, new MetricComputation(catalogue, door), home.resolve("report"), ReportOptions.defaults());
 * }
 * }</pre>
 */
public final class Report {

    private Report() {}

    /**
     * Writes the report and returns its files, {@code index.html} last.
     *
     * @param computation by which its figures leave
     * @throws ReportException when a text or a setting of the report is missing, or a file cannot be written
     */
    public static List<Path> write(
            Warehouse warehouse, MetricComputation computation, Path out, ReportOptions options) {
        Path programme = warehouse.release().programme();
        ReportLayout layout = ReportLayout.read(programme);
        ReportData data = new ReportAssembly(warehouse, computation, options, layout).data();
        Html html = new Html();
        List<Path> files = new ArrayList<>();
        for (String language : layout.languages()) {
            Page page = new ReportPage(data, Edition.read(programme, language), layout).page();
            String text = html.report(page);
            files.add(save(out.resolve("report-" + language + ".html"), text));
            if (language.equals(layout.languages().get(0))) {
                save(out.resolve("index.html"), text);
            }
        }
        files.add(out.resolve("index.html"));
        return files;
    }

    private static Path save(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new ReportException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
