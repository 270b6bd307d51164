package org.wasl.warehouse.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;
import org.wasl.warehouse.chart.ChartStyle;

/** Lays pages out with the templates that were compiled at build; escaping is jte's, by context. */
final class Html {
    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Html.class.getClassLoader(), "org.wasl.warehouse.report.pages");
    private final String style = ChartStyle.sheet() + Resource.text("report.css");

    String report(Page page) {
        return render("report.jte", Map.of("page", page, "style", style));
    }

    private String render(String template, Map<String, Object> parameters) {
        StringOutput output = new StringOutput();
        engine.render(template, parameters, output);
        return output.toString();
    }
}
