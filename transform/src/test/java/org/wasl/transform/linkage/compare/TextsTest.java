package org.wasl.transform.linkage.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class TextsTest {
    private final Texts texts = new Texts();

    @ParameterizedTest
    @CsvFileSource(
            resources = "/linkage/duckdb-similarities.csv",
            numLinesToSkip = 1,
            ignoreLeadingAndTrailingWhitespace = false)
    void measuresAsDuckDb(
            String left, String right, double jaroWinkler, double jaro, int levenshtein, int damerau, double jaccard) {
        char[] l = left.toCharArray();
        char[] r = right.toCharArray();
        assertEquals(jaroWinkler, texts.jaroWinkler(l, r), 1e-12);
        assertEquals(jaro, texts.jaro(l, r), 1e-12);
        assertEquals(levenshtein, texts.levenshtein(l, r));
        assertEquals(damerau, texts.damerauLevenshtein(l, r));
        assertEquals(jaccard, Texts.jaccard(l, r), 1e-12);
    }

    @Test
    void aTextLongerThanALongHasBitsIsMeasuredTheSame() {
        String long1 = "abcdefghij".repeat(9);
        String long2 = "abcdefghji".repeat(9);
        assertEquals(1.0, texts.jaro(long1.toCharArray(), long1.toCharArray()));
        assertEquals(18, texts.levenshtein(long1.toCharArray(), long2.toCharArray()));
        assertEquals(9, texts.damerauLevenshtein(long1.toCharArray(), long2.toCharArray()));
    }

    @Test
    void wordsInAnotherOrderAreTheSameWords() {
        assertEquals(1.0, texts.tokenSet(new Term("al noor trading").words(), new Term("trading al noor").words()));
        assertEquals(0.0, texts.tokenSet(new Term("alpha").words(), new Term("omega").words()));
    }
}
