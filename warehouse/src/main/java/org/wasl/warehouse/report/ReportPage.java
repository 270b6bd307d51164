package org.wasl.warehouse.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.chart.Frame.Direction;
import org.wasl.warehouse.report.Page.Block;
import org.wasl.warehouse.report.Page.Fact;
import org.wasl.warehouse.report.Page.Figure;
import org.wasl.warehouse.report.Page.Section;

/** Words and draws the data of a report in one language. */
final class ReportPage {
    private final ReportData data;
    private final Edition edition;
    private final ReportLayout layout;

    ReportPage(ReportData data, Edition edition, ReportLayout layout) {
        this.data = data;
        this.edition = edition;
        this.layout = layout;
    }

    Page page() {
        Figures figures = new Figures(edition, data.release());
        List<Section> sections = new ArrayList<>();
        sections.add(new ReachSection(data, edition, figures, layout).section());
        sections.add(new DeviceSection(data, edition, figures).section());
        sections.add(new ServiceSection(data, edition, figures).section());
        sections.add(new InclusionSection(data, edition, figures).section());
        sections.add(new EquitySection(data, edition, figures).section());
        sections.add(new ImpactSection(data, edition, figures).section());
        sections.add(new QualitySection(data, edition, figures).section());
        List<Page.Finding> findings = findings(sections);
        sections.add(methods());
        return new Page(
                edition.language(),
                edition.direction() == Direction.RIGHT_TO_LEFT ? "rtl" : "ltr",
                edition.text("page.title", words()),
                programme(),
                edition.text(data.programme().synthetic() ? "page.lead_synthetic" : "page.lead", words()),
                other(),
                facts(),
                findings,
                pageWords(),
                sections);
    }

    /** The findings of a page are the titles of the figures which {@code findings} in the texts names. */
    private List<Page.Finding> findings(List<Section> sections) {
        List<String> wanted = edition.texts().list("findings", Map.of());
        List<Page.Finding> findings = new ArrayList<>();
        for (String id : wanted) {
            sections.stream()
                    .flatMap(s -> s.blocks().stream())
                    .flatMap(ReportPage::figures)
                    .filter(f -> f.id().equals(id))
                    .forEach(f -> findings.add(new Page.Finding(f.title(), f.number(), f.id())));
        }
        return findings;
    }

    private static Stream<Figure> figures(Block block) {
        if (block instanceof Figure figure) {
            return Stream.of(figure);
        }
        return block instanceof Page.Cards cards ? Stream.of(cards.figure()) : Stream.empty();
    }

    private Page.@Nullable Link other() {
        Optional<String> language = layout.languages().stream()
                .filter(l -> !l.equals(edition.language()))
                .findFirst();
        return language.map(l -> new Page.Link(l, "report-" + l + ".html", edition.text("page.other")))
                .orElse(null);
    }

    private List<Fact> facts() {
        return List.of(
                new Fact(edition.text("facts.release"), data.release().id()),
                new Fact(edition.text("facts.as_of"), edition.day(data.release().asOf())),
                new Fact(
                        edition.text("facts.deliveries"),
                        edition.count(data.release().deliveries())));
    }

    private Section methods() {
        List<Block> blocks = new ArrayList<>();
        for (String topic : List.of("sources", "survey", "disclosure", "impact", "reading")) {
            blocks.add(new Page.Prose(
                    edition.text("methods." + topic + ".title"),
                    edition.texts().list("methods." + topic + ".text", words())));
        }
        List<Fact> signs = new ArrayList<>(List.of(
                new Fact(edition.text("signs.withheld"), edition.text("signs.withheld_means")),
                new Fact(edition.text("signs.imprecise"), edition.text("signs.imprecise_means")),
                new Fact(edition.text("signs.nonresponse"), edition.text("signs.nonresponse_means")),
                new Fact(edition.text("signs.absent"), edition.text("signs.absent_means")),
                new Fact(edition.text("signs.none"), edition.text("signs.none_means"))));
        if (edition.texts().has("signs.as_published_means")) {
            signs.add(3, new Fact(edition.asPublished("r-…"), edition.text("signs.as_published_means")));
        }
        blocks.add(new Page.Terms(edition.text("methods.signs"), signs));
        blocks.add(new Page.Terms(
                edition.text("methods.provenance"),
                List.of(
                        new Fact(edition.text("facts.release"), data.release().id()),
                        new Fact(
                                edition.text("facts.configuration"),
                                data.release().configuration()),
                        new Fact(edition.text("facts.code"), data.release().code()))));
        blocks.add(new Page.Prose(
                edition.text("methods.cite.title"), edition.texts().list("methods.cite.text", words())));
        return new Section(
                "methods", edition.text("sections.methods.title"), edition.text("sections.methods.lead"), blocks);
    }

    private Map<String, Object> words() {
        return Map.of(
                "programme", programme(),
                "release", data.release().id(),
                "day", edition.day(data.release().asOf()),
                "year", edition.year(data.release().asOf().getYear()),
                "start", edition.day(data.programme().start()),
                "end", edition.day(data.programme().end()));
    }

    private String programme() {
        String title = data.programme().title().get(edition.language());
        if (title == null) {
            throw new ReportException("programme.yaml has no title in '" + edition.language()
                    + "'. Add it under title:, or take the language out of report/report.yaml.");
        }
        return title;
    }

    private Page.Words pageWords() {
        return new Page.Words(
                edition.text("page.skip"),
                edition.text("page.contents"),
                edition.text("page.findings"),
                edition.text("page.figure"),
                edition.text("figure.definition"),
                edition.text("figure.source_label"),
                edition.text("figure.numbers"),
                edition.text("figure.numbers_in_file"),
                edition.text("figure.scroll"),
                edition.text("page.back"),
                edition.text("page.footer", words()));
    }
}
