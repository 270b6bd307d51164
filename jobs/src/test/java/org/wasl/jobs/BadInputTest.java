package org.wasl.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that cannot be estimated from or protected: one sentence that names the row, the stratum or the column. */
class BadInputTest {
    private static final String HEADING = "st,psu,w,y,g,x,twice\n";
    private static final List<String> ROWS =
            List.of("a,1,2,10,p,1,2", "a,2,1,14,p,2,4", "b,3,1,20,q,3,6", "b,4,3,18,q,5,10");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a,2,0,14,p,2,4   | Row 2: \"w\" is 0; a weight or population count is a positive, finite number.",
                "a,2,-1,14,p,2,4  | Row 2: \"w\" is -1; a weight or population count is a positive, finite number.",
                "a,2,inf,14,p,2,4 | Row 2: \"w\" is inf; a weight or population count is a positive, finite number.",
                "a,2,,14,p,2,4    | Row 2: \"w\" is empty; a weight or population count is a positive, finite number.",
                ",2,1,14,p,2,4    | Row 2: the design column \"st\" is empty.",
                "a,2,1,inf,p,2,4  | Row 2: \"y\" is inf, not a finite number.",
                "a,2,1,x,p,2,4    | 'Row 2: \"y\" is x, not a number; for shares of its values ask prop(y).'"
            })
    void aSampleWithABadRowIsRefused(String row, String sentence) throws IOException {
        Path file = file(ROWS.get(0), row, ROWS.get(2), ROWS.get(3));
        says(1, sentence, survey(file, "mean(y)"));
    }

    @Test
    void aStratumOfOneUnitIsNamed() throws IOException {
        Path file = file(ROWS.get(0), ROWS.get(2), ROWS.get(3));
        Command asked = Command.wasl(survey(file, "mean(y)"));
        assertEquals(1, asked.exitCode());
        assertTrue(asked.message().startsWith("wasl: Stratum \"a\" has only one unit at stage 1"), asked.message());
    }

    @Test
    void aGroupOfOneRowHasAMeanAndNoError() throws IOException {
        Path file = file(ROWS.get(0), ROWS.get(1), ROWS.get(2), "b,4,3,18,r,5,10");
        List<String> words = new ArrayList<>(List.of(survey(file, "mean(y)")));
        words.addAll(List.of("--by", "g", "--format", "csv"));
        Command asked = Command.wasl(words.toArray(String[]::new));
        assertEquals(0, asked.exitCode(), asked.err());
        assertTrue(
                asked.out().lines().anyMatch(line -> line.startsWith("mean,y,,r,18.0,,") && line.endsWith(",one_row")),
                asked.out());
    }

    @Test
    void answersThatAreAllMissingAreSaidToBe() throws IOException {
        Path file = file("a,1,2,,p,1,2", "a,2,1,,p,2,4", "b,3,1,,q,3,6", "b,4,3,,q,5,10");
        says(1, "Column \"y\" is empty in every row.", survey(file, "mean(y)"));
        says(
                1,
                "the column y is empty in every row: there is nothing to add",
                table(file, "value: y, dimensions: [st]"));
    }

    @Test
    void aSingularCalibrationNamesItsVariables() throws IOException {
        Files.writeString(
                directory.resolve("design.yaml"),
                "{psu: psu, strata: st, weights: w, calibrate: {totals: {(Intercept): 10, x: 30, twice: 70}}}");
        Command asked = Command.wasl(
                "survey",
                file(ROWS.toArray(String[]::new)).toString(),
                "--design",
                directory.resolve("design.yaml").toString(),
                "--estimate",
                "mean(y)");
        assertEquals(1, asked.exitCode());
        assertTrue(asked.message().contains("[(Intercept), x, twice] are linearly dependent"), asked.message());
    }

    @Test
    void anUnknownColumnIsNamedWithTheNearest() throws IOException {
        Path file = file(ROWS.toArray(String[]::new));
        says(1, "There is no column \"z\" in the data; nearest: \"w\".", survey(file, "mean(z)"));
        says(
                1,
                "there is no column \"gg\"; nearest: g; the columns are st, psu, w, y, g, x, twice",
                table(file, "dimensions: [gg]"));
        says(
                1,
                "there is no column \"gg\"; nearest: g; the columns are st, psu, w, y, g, x, twice",
                microdata(file, "keys: [gg]"));
    }

    @Test
    void anUnknownColumnInAConditionIsOneSentence() throws IOException {
        List<String> words = new ArrayList<>(List.of(survey(file(ROWS.toArray(String[]::new)), "mean(y)")));
        words.addAll(List.of("--domain", "gg = 1"));
        Command asked = Command.wasl(words.toArray(String[]::new));
        assertEquals(1, asked.exitCode());
        assertTrue(asked.message().contains("\"gg\" not found"), asked.message());
        assertEquals(1, asked.err().strip().lines().count(), asked.err());
    }

    @Test
    void aFileWithoutRowsOrWithoutAnythingIsSaidToBe() throws IOException {
        Path heading = file();
        says(1, "The data have a heading but not one row.", survey(heading, "mean(y)"));
        says(1, "the file has no rows", table(heading, "dimensions: [st]"));
        says(1, "the file has no rows", microdata(heading, "keys: [st]"));
        Path empty = Files.writeString(directory.resolve("empty.csv"), "");
        String sentence = "The file " + empty + " is empty: it has not even a heading.";
        says(1, sentence, survey(empty, "mean(y)"));
        says(1, sentence, table(empty, "dimensions: [st]"));
        says(1, sentence, microdata(empty, "keys: [st]"));
    }

    @ParameterizedTest
    @CsvSource({"inf", "nan", "many"})
    void whatIsNoNumberCannotBeAddedOrBanded(String value) throws IOException {
        Path file = file(ROWS.get(0), "a,2,1," + value + ",p,2,4", ROWS.get(2), ROWS.get(3));
        says(
                1,
                "row 2 has \"" + value + "\" in y, which is no number that can be added",
                table(file, "value: y, dimensions: [st]"));
        says(
                1,
                "row 2 has \"" + value + "\" in the key y, which is recoded by bands of numbers",
                microdata(file, "keys: {y: {bands: [[15]]}}"));
    }

    private Path file(String... rows) throws IOException {
        return Files.writeString(
                directory.resolve("rows.csv"), HEADING + (rows.length == 0 ? "" : String.join("\n", rows) + "\n"));
    }

    private String[] survey(Path file, String estimate) throws IOException {
        Path design = Files.writeString(directory.resolve("design.yaml"), "{psu: psu, strata: st, weights: w}");
        return new String[] {"survey", file.toString(), "--design", design.toString(), "--estimate", estimate};
    }

    private String[] table(Path file, String rules) throws IOException {
        Path yaml =
                Files.writeString(directory.resolve("table.yaml"), "{" + rules + ", rules: {minimum_frequency: 2}}");
        return new String[] {"protect", "table", file.toString(), "--rules", yaml.toString()};
    }

    private String[] microdata(Path file, String rules) throws IOException {
        Path yaml = Files.writeString(directory.resolve("microdata.yaml"), "{" + rules + ", k: 2}");
        return new String[] {
            "protect",
            "microdata",
            file.toString(),
            "--rules",
            yaml.toString(),
            "--out",
            directory.resolve("out.csv").toString()
        };
    }

    private static void says(int exitCode, String sentence, String[] words) {
        Command asked = Command.wasl(words);
        assertEquals("wasl: " + sentence, asked.message());
        assertEquals(exitCode, asked.exitCode());
    }
}
