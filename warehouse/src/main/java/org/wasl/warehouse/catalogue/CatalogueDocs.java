package org.wasl.warehouse.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.release.Schema;

/** The generated pages of the documentation: what each metric means, what each column holds. */
public final class CatalogueDocs {
    private CatalogueDocs() {}

    /** The metric reference. */
    public static String metrics(Catalogue catalogue) {
        StringBuilder page = new StringBuilder();
        page.append("# Metric reference\n\nGenerated from `programmes/*/metrics` by `wasl docs --out docs`; ")
                .append("edit those files, not this page.\n\n");
        page.append("| metric | question | unit | kind | given by |\n|---|---|---|---|---|\n");
        for (Metric metric : catalogue.metrics()) {
            page.append("| [`")
                    .append(metric.id())
                    .append("`](#")
                    .append(metric.id())
                    .append(") | ");
            page.append(cell(metric.question()))
                    .append(" | ")
                    .append(cell(metric.unit().en()))
                    .append(" | ");
            page.append(kind(metric)).append(" | ").append(grains(metric)).append(" |\n");
        }
        catalogue.metrics().forEach(metric -> metric(page, catalogue, metric));
        return page.toString();
    }

    private static void metric(StringBuilder page, Catalogue catalogue, Metric metric) {
        page.append("\n## ").append(metric.id()).append("\n\n");
        page.append("**")
                .append(metric.title().en())
                .append("** · ")
                .append(metric.title().ar())
                .append("\n\n");
        page.append(metric.question())
                .append("\n\n")
                .append(metric.definition().strip())
                .append("\n\n");
        Map<String, String> facts = new java.util.LinkedHashMap<>();
        facts.put("Population", metric.population());
        facts.put("Unit", metric.unit().en());
        facts.put("Kind", kind(metric));
        facts.put("Given by", grains(metric));
        facts.put(
                "Split by", metric.dimensions().stream().map(d -> "`" + d + "`").collect(Collectors.joining(", ")));
        facts.put("Figures", figures(metric));
        facts.put("Target", target(catalogue, metric));
        facts.put("Reference", metric.reference() == null ? "" : metric.reference());
        facts.put("Small cells", metric.smallCells() == null ? "" : metric.smallCells());
        facts.put("Version", metric.version() + " (" + metric.owner() + ")");
        page.append("| | |\n|---|---|\n");
        facts.forEach((name, value) -> {
            if (!value.isEmpty()) {
                page.append("| ").append(name).append(" | ").append(cell(value)).append(" |\n");
            }
        });
        page.append("\n```sql\n").append(catalogue.sql(metric).strip()).append("\n```\n");
    }

    private static String kind(Metric metric) {
        return metric.kind().name().toLowerCase(Locale.ROOT);
    }

    private static String grains(Metric metric) {
        return metric.grains().stream().map(Grain::label).collect(Collectors.joining(", "));
    }

    private static String figures(Metric metric) {
        List<String> figures = new ArrayList<>();
        for (Metric.Measure measure : metric.measures()) {
            figures.add(named(measure.level(), measure.value()));
        }
        for (Metric.SurveyFigure figure : metric.estimates()) {
            figures.add(named(figure.level(), figure.estimator()));
        }
        Metric.SurvivalOf survival = metric.survival();
        if (survival != null) {
            figures.add(String.format(
                    Locale.ROOT,
                    "share left after %s months; mean months within %.0f%s; log-rank test between the groups of a split",
                    survival.horizons().stream()
                            .map(h -> String.format(Locale.ROOT, "%.0f", h))
                            .collect(Collectors.joining(", ")),
                    survival.rmst(),
                    survival.median() ? "; months until half are left" : ""));
        }
        CompositeIndex index = metric.index();
        if (index != null) {
            index.dimensions().forEach(part -> figures.add(dimension(part)));
        }
        Metric.EquityOf equity = metric.equity();
        if (equity != null) {
            figures.addAll(measures(equity));
        }
        return String.join("; ", figures);
    }

    private static String dimension(CompositeIndex.Part part) {
        return String.format(Locale.ROOT, "%s (weight %s): ", part.code(), number(part.weight()))
                + part.indicators().stream()
                        .map(i -> String.format(
                                Locale.ROOT,
                                "`%s` from %s to %s (weight %s)",
                                i.figure(),
                                number(i.worst()),
                                number(i.best()),
                                number(i.weight())))
                        .collect(Collectors.joining(", "));
    }

    private static List<String> measures(Metric.EquityOf equity) {
        List<String> measures = new ArrayList<>();
        equity.references()
                .forEach((dimension, reference) -> measures.add("difference and ratio of `" + equity.figure() + "` by "
                        + dimension + " against `" + reference + "`"));
        String spread = equity.spread();
        if (spread != null) {
            measures.add("`gini(" + spread + ")`");
            measures.add("Theil's T of `" + spread + "`, between and within " + String.join(", ", equity.within()));
            measures.add("Lorenz curve of `" + spread + "`");
        }
        equity.concentrated()
                .forEach(variable ->
                        measures.add("`concentration(" + variable + ", " + equity.rank() + ")` and its curve"));
        return measures;
    }

    private static String named(@Nullable String level, String expression) {
        return (level == null ? "" : level + ": ") + "`" + expression + "`";
    }

    private static String target(Catalogue catalogue, Metric metric) {
        return catalogue
                .programme()
                .target(metric.id())
                .map(t -> number(t.target()) + (t.reported() == null ? "" : "; reported " + number(t.reported())) + " ("
                        + t.source() + ")")
                .orElse("");
    }

    /** The data dictionary of a release, or of the tables as declared. */
    public static String dictionary(Schema schema) {
        StringBuilder page = new StringBuilder();
        page.append(
                "# Data dictionary\n\nGenerated from `transform/src/main/resources/tables` by `wasl docs --out docs`; edit those "
                        + "files, not this page.\n\n");
        Map<String, Schema.Table> tables = new TreeMap<>();
        schema.tables().forEach(t -> tables.put(t.name(), t));
        page.append("| table | one row |\n|---|---|\n");
        tables.forEach((name, table) -> page.append("| [`")
                .append(name)
                .append("`](#")
                .append(name)
                .append(") | ")
                .append(cell(text(table.description())))
                .append(" |\n"));
        tables.values().forEach(table -> table(page, table));
        return page.toString();
    }

    private static void table(StringBuilder page, Schema.Table table) {
        page.append("\n## ").append(table.name()).append("\n\n");
        if (table.description() != null) {
            page.append(table.description().strip()).append("\n\n");
        }
        page.append("Primary key: ")
                .append(table.primaryKey().stream().map(k -> "`" + k + "`").collect(Collectors.joining(", ")))
                .append("\n\n| column | type | null | values | meaning |\n|---|---|---|---|---|\n");
        for (Schema.Column column : table.columns()) {
            page.append("| `")
                    .append(column.name())
                    .append("` | ")
                    .append(column.type())
                    .append(" | ");
            page.append(column.nullable() ? "yes" : "no")
                    .append(" | ")
                    .append(cell(values(column)))
                    .append(" | ");
            page.append(cell(text(column.description()))).append(" |\n");
        }
        if (!table.checks().isEmpty()) {
            page.append("\nChecks beside those that the columns above imply:\n\n");
            for (Schema.Check check : table.checks()) {
                page.append("- `").append(check.id()).append("` (");
                page.append(check.severity().name().toLowerCase(Locale.ROOT)).append("): ");
                page.append(check.message()).append('\n');
            }
        }
    }

    private static String values(Schema.Column column) {
        List<String> values = new ArrayList<>();
        if (column.codes() != null) {
            values.add("codes `" + column.codes() + "`");
        }
        if (column.values() != null) {
            column.values().forEach(value -> values.add("`" + value + "`"));
        }
        List<@Nullable String> range = column.range();
        if (range != null && range.size() == 2) {
            values.add((range.get(0) == null ? "" : range.get(0)) + "…" + (range.get(1) == null ? "" : range.get(1)));
        }
        if (column.references() != null) {
            values.add("→ `" + column.references() + "`");
        }
        if ("pseudonym".equals(column.personal())) {
            values.add("pseudonym");
        }
        return String.join("; ", values);
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,d", (long) value)
                : String.format(Locale.ROOT, "%s", value);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    /** A table cell of Markdown ends at a bar or a line break. */
    private static String cell(String text) {
        return text.strip().replaceAll("\\s+", " ").replace("|", "\\|");
    }
}
