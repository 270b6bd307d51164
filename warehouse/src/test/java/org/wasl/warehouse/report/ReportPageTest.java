package org.wasl.warehouse.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.warehouse.language.Texts;

/** What every page of the report holds, whatever its numbers. */
class ReportPageTest {
    private static final Path PROGRAMME = Path.of(System.getProperty("wasl.programme"));

    private static String html(String language, ReportData data) {
        ReportLayout layout = ReportLayout.read(PROGRAMME);
        return new Html().report(new ReportPage(data, Edition.read(PROGRAMME, language), layout).page());
    }

    private static Document page(String language) {
        return Jsoup.parse(html(language, SampleData.report()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void aPageIsWellFormedAndSmallEnoughToSend(String language) throws Exception {
        String html = html(language, SampleData.report());
        Files.writeString(Path.of("target", "report-" + language + ".html"), html);

        assertTrue(html.getBytes(StandardCharsets.UTF_8).length < 1_500_000, "a page stays under 1.5 MB");
        Parser parser = Parser.htmlParser().setTrackErrors(10);
        parser.parseInput(html, "");
        assertEquals(List.of(), parser.getErrors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void everyFigureHasATitleADefinitionItsReleaseAndItsNumbers(String language) {
        List<Element> figures = page(language).select("figure");

        assertEquals(18, figures.size());
        for (Element figure : figures) {
            assertFalse(figure.select("h3").text().isBlank(), figure.id());
            assertFalse(figure.select("figcaption .definition").text().isBlank(), figure.id());
            assertTrue(figure.select("figcaption .source").text().contains("r-0123456789abcdef"), figure.id());
            assertFalse(figure.select("table tbody tr").isEmpty(), figure.id());
            assertEquals(1, figure.select("table").size(), figure.id());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void everyDrawingCanBeHeard(String language) {
        Document page = page(language);

        assertFalse(page.select("svg").isEmpty());
        for (Element svg : page.select("svg")) {
            assertEquals("img", svg.attr("role"));
            for (String id : svg.attr("aria-labelledby").split(" ", -1)) {
                Element spoken = page.getElementById(id);
                assertTrue(spoken != null && !spoken.text().isBlank(), id);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void idsAreUniqueAndEveryInnerLinkArrives(String language) {
        Document page = page(language);
        Set<String> ids = new HashSet<>();
        page.select("[id]").forEach(e -> assertTrue(ids.add(e.id()), "twice: " + e.id()));
        page.select("a[href^=#]")
                .forEach(a -> assertTrue(ids.contains(a.attr("href").substring(1)), a.outerHtml()));
        page.select("[aria-labelledby]").forEach(e -> {
            for (String id : e.attr("aria-labelledby").split(" ", -1)) {
                assertTrue(ids.contains(id), id);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void headingsDescendOneLevelAtATime(String language) {
        int level = 0;
        for (Element heading : page(language).select("h1, h2, h3, h4")) {
            int next = heading.tagName().charAt(1) - '0';
            assertTrue(next <= level + 1, heading.text());
            level = next;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void nothingUnfinishedIsPrinted(String language) {
        String text = page(language).body().text();

        for (String word : List.of("NaN", "null", "Infinity", "{", "}", "\u0660", "org.wasl")) {
            assertFalse(text.contains(word), "found '" + word + "'");
        }
    }

    @ParameterizedTest
    @CsvSource({"en, Volunteers, Al Khor, as published in release", "ar, المتطوع, الخور, كما نُشر في الإصدار"})
    void aNumberOfAnEarlierReleaseSaysWhoseItIs(String language, String card, String row, String label) {
        Document page = page(language);
        List<String> saying = page.getElementsMatchingOwnText(label).stream()
                .map(e -> e.closest("tr, .card"))
                .filter(Objects::nonNull)
                .map(Element::text)
                .toList();

        // The card, the same in the table below the cards, and the place.
        assertEquals(3, saying.size(), saying.toString());
        assertTrue(saying.stream().allMatch(text -> text.contains(SampleData.EARLIER)), saying.toString());
        assertTrue(saying.get(0).contains(card) && saying.get(1).contains(card), saying.toString());
        assertTrue(saying.get(2).contains(row), saying.get(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void namesFromRecordsAreTextAndNeverMarkup(String language) {
        Document page = page(language);

        assertTrue(page.select("script").isEmpty());
        assertTrue(page.select("table").text().contains(SampleData.HOSTILE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void nothingIsFetchedFromElsewhere(String language) {
        Document page = page(language);

        assertTrue(page.select("link, iframe, img, object, embed").isEmpty());
        assertFalse(page.select("style").html().contains("url("));
        assertFalse(page.select("style").html().contains("@import"));
    }

    @Test
    void theArabicPageRunsFromRightToLeftWithTheDigitsOfTheCodeLists() {
        Document page = page("ar");

        assertEquals("rtl", page.select("html").attr("dir"));
        assertEquals("ar", page.select("html").attr("lang"));
        assertTrue(page.select("svg").stream()
                .allMatch(svg -> svg.attr("direction").equals("rtl")));
        assertTrue(page.select(".card .value").eachText().contains("1,927"));
    }

    @Test
    void numbersKeepTheirSignsInRightToLeftText() {
        Texts arabic = Texts.read(PROGRAMME.resolve("report/ar.yaml"));
        Edition edition = Edition.read(PROGRAMME, "ar");

        assertEquals("\u2066\u221213.1\u2069", edition.points(-0.131));
        assertEquals("\u206697.5%\u2069", edition.percent(0.975, 1));
        assertEquals("1,927", edition.count(1927));
        assertEquals("\u206615\u201324\u2069", edition.label("age_band", "15_24"));
        assertEquals("r-0cd48a", arabic.ordered("r-0cd48a"));
        assertEquals("\u2066+10.4\u2069", arabic.ordered(arabic.ordered("+10.4")), "once is enough");
    }

    @Test
    void everyRuleOfTheContractsAndEveryTableHasAName() throws Exception {
        for (String language : List.of("en", "ar")) {
            Texts texts = Texts.read(PROGRAMME.resolve("report").resolve(language + ".yaml"));
            try (Stream<Path> feeds = Files.list(PROGRAMME.resolve("feeds"))) {
                for (Path feed : feeds.toList()) {
                    for (JsonNode rule :
                            new YAMLMapper().readTree(feed.toFile()).path("rules")) {
                        String name = rule.path("rule").asText();
                        assertTrue(texts.has("labels.rule." + name), language + ": " + name + " of " + feed);
                    }
                }
            }
        }
    }

    @Test
    void theArabicPageHasNoEnglishLeftOver() {
        Document page = page("ar");
        // What stays in Latin script: names of donors from the records, ids of rules, hashes, the release, and signs.
        page.select("#fig-chain svg text, #fig-chain td, #fig-chain tbody th, #fig-rejects td, #methods dd, .language")
                .remove();
        String rest = page.body().text().replaceAll("r-[0-9a-f]{16}|\\[[a-z]\\]|SHA-256|HH\\d+|p = [0-9.]+", "");

        List<String> latin = Pattern.compile("[A-Za-z]{2,}")
                .matcher(rest)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        assertEquals(List.of(), latin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void everyFindingNamesTheFigureBehindIt(String language) {
        Document page = page(language);

        assertEquals(8, page.select(".findings li").size());
        for (Element finding : page.select(".findings li")) {
            Element figure = page.expectFirst(finding.expectFirst("a").attr("href"));
            assertEquals("figure", figure.tagName());
            assertTrue(finding.text().startsWith(figure.expectFirst("h3").text()));
            assertEquals(
                    figure.expectFirst(".number").text(),
                    finding.expectFirst("a").text());
        }
    }

    @Test
    void checksAreCountedByTableAndOnlyTheBrokenOnesAreNamed() {
        Element checks = page("en").expectFirst("#fig-checks");

        assertEquals(List.of("Facilities 3 2 1 0"), checks.select("tbody tr").eachText());
        assertTrue(checks.text().contains("Two facilities hold the same number at the same time (7 rows)"));
    }

    @Test
    void bothLanguagesHaveTheSameTexts() {
        Set<String> english = Texts.read(PROGRAMME.resolve("report/en.yaml")).keys();
        Set<String> arabic = Texts.read(PROGRAMME.resolve("report/ar.yaml")).keys();
        Set<String> onlyEnglish = new TreeSet<>(english);
        onlyEnglish.removeAll(arabic);

        assertEquals(Set.of(), onlyEnglish);
    }

    @Test
    void aWithheldNumberIsASignAndTheSignIsExplained() {
        Document page = page("en");

        assertTrue(page.select("#fig-municipalities table").text().contains("[c]"));
        assertTrue(page.select("#methods").text().contains("[c] Withheld."));
        assertTrue(page.select("#fig-exposure table").text().contains("[u]"));
    }

    @Test
    void aReleaseWithoutFiguresSaysSoInsteadOfShowingEmptyDrawings() {
        ReportData full = SampleData.report();
        ReportData empty = new ReportData(
                full.programme(),
                full.release(),
                full.headlines(),
                full.openings(),
                List.of(),
                List.of(),
                new ReportData.Service(List.of(), List.of(), List.of(), List.of(), List.of()),
                new ReportData.Outcomes(List.of(), List.of(), "internet_use", List.of(), List.of()),
                List.of(),
                Optional.empty(),
                full.quality());

        Document page = Jsoup.parse(html("en", empty));

        for (String section : List.of("devices", "service", "inclusion", "equity", "impact")) {
            assertTrue(page.select("#" + section).text().contains("This release holds no figures"), section);
        }
    }
}
