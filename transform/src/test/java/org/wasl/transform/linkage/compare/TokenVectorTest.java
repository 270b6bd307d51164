package org.wasl.transform.linkage.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The cosine of texts as vectors of their words, rare ones weighing more. */
class TokenVectorTest {
    private static final Map<String, Integer> HAVING = Map.of("trading", 90, "company", 80);

    @Test
    void isOneOfTheSameWordsInAnyOrderAndNoneOfOthers() {
        assertEquals(1, cosine("gulf stars trading", "trading, gulf stars"), 1e-12);
        assertEquals(0, cosine("gulf stars", "trading company"), 0);
    }

    @Test
    void aRareWordInCommonSaysMoreThanACommonOne() {
        assertTrue(cosine("gulf trading", "gulf company") > cosine("gulf trading", "stars trading"));
    }

    @Test
    void weighsAsSaltonAndBuckleyDo() {
        double trading = 1 + Math.log(100 / 90.0);
        double gulf = 1 + Math.log(100.0);
        double two = (1 + Math.log(2)) * gulf;
        assertEquals((gulf * two) / (Math.hypot(trading, gulf) * two), cosine("gulf trading", "gulf gulf"), 1e-12);
    }

    private static double cosine(String a, String b) {
        return vector(a).cosine(vector(b));
    }

    private static TokenVector vector(String text) {
        return TokenVector.read(TokenVector.written(text, 100, word -> HAVING.getOrDefault(word, 1)));
    }
}
