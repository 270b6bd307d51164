package org.wasl.transform.linkage.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.wasl.transform.TransformException;
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
}
