package org.wasl.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Estimates, studies and exports. */
class EvidenceCommandsTest extends PublishedHome {
    @Test
    void aSurveyIsEstimatedFromAReleaseAndFromAFile() throws IOException {
        String[] survey = {"survey", "--table", "survey_response", "--estimate"};
        JsonNode estimate = json(with(survey, "mean(internet_use)", "--by", "wave", "--json"))
                .get(0);
        assertTrue(
                keys(estimate)
                        .containsAll(List.of(
                                "estimator",
                                "variable",
                                "level",
                                "domain",
                                "estimate",
                                "se",
                                "ci_low",
                                "ci_high",
                                "n",
                                "n_effective",
                                "deff",
                                "df",
                                "flags")),
                estimate::toString);

        Path data = Files.writeString(folder.resolve("data.csv"), "w,y\n1,0\n1,1\n2,1\n");
        Path design = Files.writeString(folder.resolve("design.yaml"), "weights: w\n");
        JsonNode mean =
                json("survey", data.toString(), "--design", design.toString(), "--estimate", "mean(y)", "--json");
        assertEquals(0.75, mean.get(0).path("estimate").asDouble(), 1e-12);

        fails(
                1,
                "There is no column \"internet_us\" in the data; nearest: \"internet_use\"",
                with(survey, "mean(internet_us)"));
        fails(1, "unknown estimator \"men\"; nearest: mean", with(survey, "men(age)"));
        fails(
                1,
                "there is no table 'survey_respons' in " + release + "; did you mean 'survey_response'?",
                "survey",
                "--table",
                "survey_respons",
                "--estimate",
                "mean(age)");
        fails(1, "a file needs --design FILE", "survey", data.toString(), "--estimate", "mean(y)");
        fails(1, "give a FILE or --table, one of the two", "survey", "--estimate", "mean(y)");
        fails(2, "Missing required option: '--estimate=E'", "survey", data.toString());
    }

    @Test
    void aStudyLeavesItsResultsAndItsPage() throws IOException {
        List<String> panel = new ArrayList<>(List.of("unit,year,first,y"));
        IntStream.range(0, 40)
                .forEach(unit -> IntStream.rangeClosed(2015, 2018).forEach(year -> {
                    int first = unit % 2 == 0 ? 2017 : 0;
                    int y = unit + year + (unit * year) % 7 + (first > 0 && year >= first ? 5 : 0);
                    panel.add(unit + "," + year + "," + first + "," + y);
                }));
        Files.write(folder.resolve("panel.csv"), panel);
        Path study = Files.writeString(folder.resolve("study.yaml"), """
                question: Does it help?
                file: panel.csv
                unit: unit
                time: year
                treatment: first
                outcomes: [y]
                estimators: [{name: did, type: twogroup}]
                """);
        Path out = folder.resolve("results");

        JsonNode results = json("study", study.toString(), "--out", out.toString(), "--json");

        assertEquals(JSON.readTree(out.resolve("results.json").toFile()), results);
        assertTrue(Files.readString(out.resolve("study.html")).contains("Does it help?"));
        assertTrue(
                keys(results.get(0))
                        .containsAll(List.of(
                                "specification",
                                "outcome",
                                "estimator",
                                "parameter",
                                "group",
                                "time",
                                "event_time",
                                "subgroup",
                                "estimate",
                                "se",
                                "ci_low",
                                "ci_high",
                                "band_low",
                                "band_high",
                                "n",
                                "clusters",
                                "p",
                                "p_adjusted")),
                () -> results.get(0).toString());

        fails(
                1,
                "cannot read the study " + folder.resolve("none.yaml"),
                "study",
                folder.resolve("none.yaml").toString());
        Path prose = Files.writeString(folder.resolve("prose.yaml"), "*not* a study\n");
        fails(1, prose + ":1:", "study", prose.toString());
        Path typing = Files.writeString(
                folder.resolve("typing.yaml"), Files.readString(study).replace("[y]", "[z]"));
        fails(1, "There is no column \"z\" in the data", "study", typing.toString(), "--out", out.toString());
    }

    @Test
    void anExportGoesWhereItIsSent() throws IOException {
        Path file = folder.resolve("codebook.xml");

        Command export = Command.on(home, "export", "ddi", "--out", file.toString());

        assertEquals(0, export.exitCode(), export.err());
        assertTrue(export.out().startsWith("wrote the codebook of "), export.out());
        assertTrue(Files.readString(file).contains("<IDNo agency=\"wasl\">" + release + "</IDNo>"));
        fails(
                2,
                "there is no format 'pdf'; known: datapackage, sdmx-csv, ddi, xlsx",
                "export",
                "pdf",
                "--out",
                file.toString());
        fails(
                1,
                "there is no directory " + folder.resolve("none") + ": make it first",
                "export",
                "xlsx",
                "--out",
                folder.resolve("none/x.xlsx").toString());
        fails(2, "Missing required option: '--out=PATH'", "export", "xlsx");
    }
}
