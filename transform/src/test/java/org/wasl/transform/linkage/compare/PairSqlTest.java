package org.wasl.transform.linkage.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairSqlTest {
    private static @org.jspecify.annotations.Nullable Term term(String text) {
        return text.equals("null") ? null : new Term(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "l.a = r.a | x | x | 1",
                "l.a = r.a | x | y | 0",
                "l.a = r.a | x | null | 2",
                "l.a IS NULL OR r.a IS NULL | x | null | 1",
                "NOT l.a = r.a | x | null | 2",
                "l.a <> r.a | x | y | 1",
                "levenshtein(l.a, r.a) <= 1 | anna | ana | 1",
                "hamming(l.a, r.a) <= 1 | karin | karen | 1",
                "hamming(l.a, r.a) <= 1 | karin | nirak | 0",
                "mismatches(l.a, r.a) <= 1 | anna | ana | 2",
                "jaro_winkler(l.a, r.a) >= 0.9 | martha | marhta | 1",
                "abs(l.a - r.a) <= 3 | 10 | 12.5 | 1",
                "abs(l.a - r.a) <= 3 | 10 | ten | 2",
                "days(l.a, r.a) <= 31 | 2024-01-31 | 20240301 | 1",
                "days(l.a, r.a) <= 29 | 2024-01-31 | 20240301 | 0",
                "abs(l.a - r.a) / (CASE WHEN r.a > l.a THEN r.a ELSE l.a END) < 0.1 | 100 | 95 | 1",
                "l.a < r.a | 2024-01-31 | 2024-03-01 | 1",
                "r.a <= l.a | 2024-01-31 | 2024-03-01 | 0",
                "l.a >= r.a | 2024-01-31 | null | 2",
                "l.a < r.a | 9 | 10 | 1",
                "l.a < r.a | 9 | ten | 1",
                "array_length(list_intersect(l.a, r.a)) >= 1 | p\u001fq | q\u001fs | 1",
                "kilometres(l.a, l.a, r.a, r.a) < 200 | 25 | 26 | 1",
            })
    void answersAsSqlDoes(String condition, String left, String right, int answer) {
        Slots slots = new Slots();
        org.wasl.transform.linkage.compare.Test test = new PairSql(slots).test(condition);
        assertEquals(List.of("a"), slots.expressions());
        assertEquals(answer, test.of(new Term[] {term(left)}, new Term[] {term(right)}));
    }

    @Test
    void whatSpeaksOfOneRecordIsLeftToSpark() {
        Slots slots = new Slots();
        new PairSql(slots).test("substr(l.name, 1, 3) = substr(r.name, 1, 3) AND l.kind = 'shop'");
        assertEquals(List.of("substr(name, 1, 3)", "(kind = 'shop')"), slots.expressions());
    }

    @Test
    void whatCannotBeAskedIsNamed() {
        PairSql sql = new PairSql(new Slots());
        String message = assertThrows(PairSql.NotUnderstood.class, () -> sql.test("soundex(l.a, r.a) = 1"))
                .toString();
        assertTrue(message.contains("soundex is not known"), message);
        String bare = assertThrows(PairSql.NotUnderstood.class, () -> sql.test("a = r.a"))
                .toString();
        assertTrue(bare.contains("write l.a or r.a"), bare);
    }
}
