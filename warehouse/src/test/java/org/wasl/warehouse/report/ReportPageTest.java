package org.wasl.warehouse.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportPageTest {
    private static final Path PROGRAMME = Path.of(System.getProperty("wasl.programme"));

    static String html(String language) {
        ReportLayout layout = ReportLayout.read(PROGRAMME);
        return new Html().report(new ReportPage(SampleData.report(), Edition.read(PROGRAMME, language), layout).page());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void aReportIsSmallEnoughToSend(String language) throws Exception {
        String html = html(language);
        Path out = Path.of("target", "report-" + language + ".html");
        Files.writeString(out, html);
        assertTrue(Files.size(out) < 1_500_000);
    }
}
