package org.wasl.warehouse.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.warehouse.catalogue.Catalogue;
import org.wasl.warehouse.catalogue.MetricComputation;
import org.wasl.warehouse.catalogue.MetricRequest;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.release.Manifest;
import org.wasl.warehouse.release.Release;
import org.wasl.warehouse.release.TestTables;

/** The report of a release: the catalogue's little programme and a survey of 1,920 interviews. */
class ReportTest {
    private static Release release;
    private static List<Path> files;
    private static Document page;

    @BeforeAll
    static void write(@TempDir Path home) throws IOException {
        release = TestTables.release(
                home.resolve("release"), text("/org/wasl/warehouse/catalogue/world.sql") + text("survey.sql"));
        Files.writeString(release.directory().resolve(Manifest.FILE), text("manifest.json"));
        try (Warehouse warehouse = Warehouse.open(release)) {
            files = Report.write(
                    warehouse,
                    new MetricComputation(Catalogue.load(release.programme())),
                    home.resolve("report"),
                    new ReportOptions(true));
        }
        String english = Files.readString(files.get(0));
        Files.writeString(Path.of("target", "report-release.html"), english);
        page = Jsoup.parse(english);
    }

    @Test
    void oneFileALanguageAndAnIndexAreWritten() {
        assertEquals(
                List.of("report-en.html", "report-ar.html", "index.html"),
                files.stream().map(f -> f.getFileName().toString()).toList());
        assertTrue(files.stream().allMatch(Files::exists));
    }

    @Test
    void headlinesAreTheCataloguesFigures() {
        assertEquals("5", page.expectFirst("#fig-headlines .card .value").text());
        assertTrue(page.select("#fig-headlines table").text().contains("Workers covered 505 1,500,000"));
    }

    @Test
    void everyFigureNamesTheReleaseItComesFrom() {
        List<Element> sources = page.select("figure .source");

        assertFalse(sources.isEmpty());
        assertTrue(sources.stream()
                .allMatch(s -> s.text().contains(release.manifest().release())));
    }

    @Test
    void whatDisclosureControlHidesIsHiddenHereToo() {
        // Five residents of Al Khor: the catalogue suppresses them, and others to protect them.
        String alKhor = page.select("#fig-municipalities tr").stream()
                .map(Element::text)
                .filter(t -> t.startsWith("Al Khor"))
                .findFirst()
                .orElse("Al Khor is not named, since it has no functional facility [c]");

        assertTrue(alKhor.contains("[c]"), alKhor);
        assertFalse(page.select("#fig-municipalities").text().contains("500 workers"));
    }

    @Test
    void surveyOutcomesAreTheEstimatesOfTheCatalogue() {
        Edition edition = Edition.read(TestTables.programme(), "en");
        try (Warehouse warehouse = Warehouse.open(release)) {
            Catalogue catalogue = Catalogue.load(release.programme());
            var last = new MetricComputation(catalogue)
                    .compute(warehouse, catalogue.get("internet_use"), MetricRequest.headline())
                    .get(3);
            Amount amount = Measures.amount(last);

            assertTrue(page.select("#fig-outcomes table")
                    .text()
                    .contains("Internet use Wave 4 " + edition.amount(amount, Unit.SHARE) + " "
                            + edition.interval(amount, Unit.SHARE)));
        }
    }

    @Test
    void gapsCarryADifferenceARatioAndTheirIntervals() {
        Element row = page.select("#fig-gaps tbody tr").get(1);

        assertEquals(6, row.select("th, td").size());
        assertTrue(row.text().contains(" to "), row.text());
    }

    @Test
    void everyReadRowIsAccountedFor() {
        assertTrue(page.select("#fig-deliveries table").text().contains("Survey 1 0 1,930 1,920 10 0.52%"));
        assertTrue(page.select("#fig-deliveries table").text().contains("Devices 1 1"));
        assertTrue(page.select("#fig-rejects table").text().contains("Not in the code list code 7 70.00%"));
    }

    @Test
    void nothingUnfinishedIsPrinted() {
        String text = page.body().text();

        assertFalse(text.contains("NaN") || text.contains("null") || text.contains("Infinity"));
    }

    private static String text(String resource) throws IOException {
        try (var in = ReportTest.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
