package org.wasl.transform.linkage.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.model.Input;
import org.wasl.transform.linkage.model.LinkageModel;

class ModelFileTest {
    @Test
    void everyProblemIsNamedAtOnceWithItsLine() {
        String message = assertThrows(TransformException.class, () -> ModelFile.parse("m.yaml", """
                id: rec_id
                colums: {a: [trim]}
                columns:
                  a: [trimm]
                block:
                  - l.a == r.a AND (
                comparisons:
                  - column: a
                    levels: [exact, jaro_winkler: high, sounds_like: 1]
                constraint: one
                thresholds: {link: 1.5}
                """))
                .toString();
        assertEquals(
                """
                7 problems in the model:
                  m.yaml:2: the model: unknown key 'colums'""",
                message.lines()
                        .limit(2)
                        .reduce((a, b) -> a + "\n" + b)
                        .orElse("")
                        .replaceFirst("; known.*", "")
                        .replace(TransformException.class.getName() + ": ", ""));
        for (String part : new String[] {
            "m.yaml:4: there is no standardiser 'trimm'",
            "m.yaml:6: block: ",
            "m.yaml:9: a: jaro_winkler: 'high' is not a number",
            "m.yaml:9: a: there is no level 'sounds_like'",
            "m.yaml:10: constraint: 'one' is not one of none, many_to_one, one_to_one",
            "m.yaml:11: thresholds: link: 1.5 is not between 0.0 and 1.0"
        }) {
            assertEquals(true, message.contains(part), part + " in:\n" + message);
        }
    }

    @Test
    void aRuleMayBeAListOfColumns() {
        LinkageModel model = ModelFile.parse("m.yaml", """
                block: [[surname, date of birth]]
                comparisons: [{column: surname, levels: [exact]}]
                """);
        assertEquals(
                "l.surname = r.surname AND l.`date of birth` = r.`date of birth`",
                model.block().get(0));
        assertEquals(3, model.comparisons().get(0).levels().size());
    }

    @Test
    void recordsMayBeThoseOfARelease() {
        String rest = "\nblock: [[a]]\ncomparisons: [{column: a, levels: [exact]}]\n";
        assertEquals(
                List.of(
                        new Input("employers", "employer", "current", null),
                        new Input("places", "", "2020-12-31", "SELECT * FROM facility"),
                        new Input("people", "people.csv")),
                ModelFile.parse("m.yaml", """
                        inputs:
                          employers: {release: current, table: employer}
                          places: {release: 2020-12-31, sql: SELECT * FROM facility}
                          people: {file: people.csv}""" + rest).inputs());
        assertEquals(
                "/home/releases/r1/employer",
                new Input("employers", "employer", "current", null)
                        .in("r1", "/home/releases/r1")
                        .path());
        for (String wrong : List.of("{release: current}", "{table: employer}", "{release: x, file: y}")) {
            String message = assertThrows(
                            TransformException.class,
                            () -> ModelFile.parse("m.yaml", "inputs: {e: " + wrong + "}" + rest))
                    .toString();
            assertEquals(true, message.contains("m.yaml:1: inputs: e: give `file:`, `view:`, or `release:`"), message);
        }
    }
}
