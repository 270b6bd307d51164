package org.wasl.transform.linkage.splink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.compare.Kernel;
import org.wasl.transform.linkage.compare.PairSql;
import org.wasl.transform.linkage.compare.Slots;
import org.wasl.transform.linkage.model.LinkageModel;

class SplinkSettingsTest {
    /** What Splink 5.0.0's comparison library writes for DuckDB. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"a_l\" IS NULL OR \"a_r\" IS NULL",
                "NULLIF(regexp_extract(\"a_l\", '^[A-Z]\\d', 0), '') IS NULL OR NULLIF(regexp_extract(\"a_r\", '^[A-Z]\\d', 0), '') IS NULL",
                "\"a_l\" = \"b_r\" AND \"a_r\" = \"b_l\"",
                "\"a_l\" = 'x' AND \"a_r\" = 'x'",
                "damerau_levenshtein(\"a_l\", \"a_r\") <= 1",
                "ABS(EPOCH(try_strptime(\"a_l\", '%Y-%m-%dT%H:%M:%SZ')) - EPOCH(try_strptime(\"a_r\", '%Y-%m-%dT%H:%M:%SZ'))) <= 2629800.0",
                "(\"lat_r\" is not null AND \"lat_l\" is not null) AND cast(acos(case when (sin(radians(\"lat_l\")) * sin(radians(\"lat_r\"))) > 1 then 1 else cos(radians(\"lon_r\" - \"lon_l\")) end) * 6371 as float) <= 1",
                "array_length(list_intersect(\"a_l\", \"a_r\")) >= 1",
                "LEAST(ARRAY_LENGTH(\"a_l\"), ARRAY_LENGTH(\"a_r\")) <> 0 AND ARRAY_LENGTH(ARRAY_INTERSECT(\"a_l\", \"a_r\")) = LEAST(ARRAY_LENGTH(\"a_l\"), ARRAY_LENGTH(\"a_r\"))",
                "(ABS(\"a_l\" - \"a_r\") / (CASE WHEN \"a_r\" > \"a_l\" THEN \"a_r\" ELSE \"a_l\" END)) < 0.1",
                "list_max(list_transform(flatten(list_transform(\"a_l\", x -> list_transform(\"a_r\", y -> [x, y]))), pair -> jaro_winkler_similarity(pair[1], pair[2]))) >= 0.9",
                "array_cosine_similarity(\"a_l\", \"a_r\") >= 0.9",
            })
    void understandsWhatSplinkWrites(String condition) {
        new PairSql(new Slots()).test(DuckSql.condition(condition));
    }

    /** Settings that bench/linkage/splink_library.py has Splink write, of its comparisons eight at a time. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void everyComparisonOfSplinksLibrariesIsRead(int part) throws URISyntaxException {
        Path file = Path.of(Objects.requireNonNull(getClass().getResource("library-" + part + ".json"))
                .toURI());
        LinkageModel model = SplinkSettings.read(file);
        assertEquals(8, model.comparisons().size());
        assertTrue(model.hasAllParameters());
        assertTrue(new Kernel(model, new Slots()).patterns() > 1);
    }

    @Test
    void whatDuckDbMeansByListsAndTextsIsKept() {
        assertEquals("try_element_at(l.`tags`, 1) IS NULL", DuckSql.condition("\"tags_l\"[1] IS NULL"));
        assertEquals("CAST(l.`n` AS STRING) = 'x'", DuckSql.condition("CAST(\"n_l\" AS TEXT) = 'x'"));
    }

    @Test
    void namesAreTakenApart() {
        assertEquals("l.`first name` = r.`first name`", DuckSql.condition("\"first name_l\" = \"first name_r\""));
        assertEquals("l.`a` = r.`a`", DuckSql.condition("a_l = a_r"));
        assertEquals("l.`a` = r.`a`", DuckSql.condition("l.\"a\" = r.\"a\""));
        assertEquals("l.`a` = 'x_l \\\\d'", DuckSql.condition("\"a_l\" = 'x_l \\d'"));
    }

    @Test
    void whatIsNotUnderstoodIsNamedAtOnce() {
        String message = assertThrows(TransformException.class, () -> SplinkSettings.parse("s.json", """
                {"comparisons": [{"output_column_name": "a", "comparison_levels": [
                   {"sql_condition": "soundex(\\"a_l\\", \\"a_r\\") = 1", "label_for_charts": "sounds alike"}]}],
                 "blocking_rules_to_generate_predictions": ["l.a < r.a"]}
                """))
                .toString();
        assertTrue(message.contains("2 problems in s.json:"), message);
        assertTrue(message.contains("blocking rule `l.a < r.a`"), message);
        assertTrue(message.contains("level `sounds alike`") && message.contains("soundex is not known"), message);
    }
}
