package org.wasl.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any user's file by its design, through the command line. */
class SurveyCommandTest {
    private static Command survey(Path directory, String design, String... more) throws IOException {
        Files.writeString(directory.resolve("sample.csv"), """
                st,psu,w,wave,wage,online
                a,1,2,1,10,Yes
                a,1,2,2,12,No
                a,2,1,1,14,Yes
                a,2,1,2,,Yes
                b,3,1,1,20,No
                b,3,1,2,26,Yes
                b,4,3,1,18,No
                b,4,3,2,22,No
                """);
        Files.writeString(directory.resolve("design.yaml"), design);
        List<String> words = new ArrayList<>(List.of(
                "survey",
                directory.resolve("sample.csv").toString(),
                "--design",
                directory.resolve("design.yaml").toString()));
        words.addAll(List.of(more));
        return Command.wasl(words.toArray(String[]::new));
    }

    @Test
    void severalFiguresComeAsOneDocumentOfTheContract(@TempDir Path directory) throws IOException {
        Command asked = survey(
                directory,
                "{psu: psu, strata: st, weights: w}",
                "--estimate",
                "mean(wage),prop(online),quantile(wage, .5)",
                "--by",
                "wave",
                "--format",
                "json");
        assertEquals(0, asked.exitCode(), asked.err());
        JsonNode figures = JsonMapper.builder().build().readTree(asked.out());
        assertEquals(8, figures.size());
        List<String> keys = new ArrayList<>();
        figures.get(0).fieldNames().forEachRemaining(keys::add);
        assertEquals(
                List.of(
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
                        "cv",
                        "p",
                        "missing",
                        "flags"),
                keys);
        // (2·10 + 14 + 20 + 3·18) / 7
        assertEquals(108 / 7.0, figures.get(0).path("estimate").asDouble(), 1e-12);
        assertEquals("[\"item_nonresponse\"]", figures.get(1).path("flags").toString());
        assertEquals(1, figures.get(1).path("missing").asInt());
    }

    @Test
    void wavesAreComparedWithTheCovarianceOfTheirUnits(@TempDir Path directory) throws IOException {
        Command asked = survey(
                directory,
                "{psu: psu, strata: st, weights: w}",
                "--estimate",
                "difference(wage, wave, 2, 1)",
                "--format",
                "csv");
        assertEquals(0, asked.exitCode(), asked.err());
        List<String> lines = asked.out().lines().toList();
        assertEquals(
                "estimator,variable,level,estimate,se,ci_low,ci_high,n,n_effective,deff,df,cv,p,missing,flags",
                lines.get(0));
        // (2·12 + 26 + 3·22) / 6 − 108 / 7
        assertTrue(lines.get(1).startsWith("difference,wage,2 - 1," + (116 / 6.0 - 108 / 7.0)), lines.get(1));
    }

    @Test
    void aSplitByAColumnNamedAsAFigureHasAHeadingOfItsOwn(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("named.csv"), "w,n\n1,a\n2,a\n3,b\n4,b\n");
        Files.writeString(directory.resolve("weights.yaml"), "weights: w\n");
        Command asked = Command.wasl(
                "survey",
                directory.resolve("named.csv").toString(),
                "--design",
                directory.resolve("weights.yaml").toString(),
                "--estimate",
                "mean(w)",
                "--by",
                "n",
                "--format",
                "csv");
        assertTrue(asked.out().startsWith("estimator,variable,level,domain.n,estimate,se,"), asked.out());
    }

    @Test
    void aDomainThatNobodyIsInIsSaidBesideTheEmptyAnswer(@TempDir Path directory) throws IOException {
        Command asked = survey(
                directory,
                "{psu: psu, strata: st, weights: w}",
                "--estimate",
                "mean(wage)",
                "--by",
                "wave",
                "--domain",
                "wage > 99",
                "--format",
                "json");
        assertEquals(0, asked.exitCode(), asked.err());
        assertEquals("[ ]", asked.out().strip());
        assertEquals(
                "No row is in a group of --by and meets --domain.", asked.err().strip());
    }

    @Test
    void whatIsWrongIsSaidInOneLineAndAnExitCode(@TempDir Path directory) throws IOException {
        Command column = survey(directory, "{psu: psu, strata: st, weights: w}", "--estimate", "mean(wages)");
        assertEquals(1, column.exitCode());
        assertEquals("wasl: There is no column \"wages\" in the data; nearest: \"wage\".", column.message());
        Command estimator = survey(directory, "{psu: psu, strata: st, weights: w}", "--estimate", "men(wage)");
        assertEquals(1, estimator.exitCode());
        Command nothing = survey(directory, "{psu: psu, strata: st, weights: w}");
        assertEquals(2, nothing.exitCode());
    }
}
