package org.wasl.warehouse.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.wasl.warehouse.chart.ChartStyle;

/** Lays pages out with the templates that were compiled at build; escaping is jte's, by context. */
final class Html {
    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Html.class.getClassLoader(), "org.wasl.warehouse.report.pages");
    private final String style = ChartStyle.sheet() + resource("report.css");

    String report(Page page) {
        return render("report.jte", Map.of("page", page, "style", style));
    }

    private String render(String template, Map<String, Object> parameters) {
        StringOutput output = new StringOutput();
        engine.render(template, parameters, output);
        return output.toString();
    }

    private static String resource(String name) {
        try (InputStream in = Html.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new ReportException(name + " is missing from the application's jar. Build it again.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read from the application's jar", e);
        }
    }
}
