package org.wasl.transform.standardise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.ibm.icu.text.RuleBasedNumberFormat;
import java.util.Locale;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers in words are the numbers; ICU's spelling of them is the reference. */
class NumberWordsTest {
    private static final RuleBasedNumberFormat ENGLISH = spelling(Locale.ENGLISH);
    private static final RuleBasedNumberFormat ARABIC = spelling(Locale.forLanguageTag("ar"));

    private static RuleBasedNumberFormat spelling(Locale locale) {
        return new RuleBasedNumberFormat(locale, RuleBasedNumberFormat.SPELLOUT);
    }

    @Property(tries = 500)
    void englishWordsAreTheNumber(@ForAll @IntRange(max = 999_999) int number) {
        assertEquals(String.valueOf(number), NumberWords.standard(ENGLISH.format(number)));
    }

    @Property(tries = 500)
    void arabicWordsAreTheNumber(@ForAll @IntRange(max = 999_999) int number) {
        String words = ARABIC.format(number);
        Assume.that(number != 1000); // by itself it is a name as well, see below
        assertEquals(String.valueOf(number), NumberWords.standard(words), words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Camp Twenty-Two                | camp 22
            one hundred and five           | 105
            five and six                   | 5 and 6
            zone five seven                | zone 5 7
            two thousand nineteen          | 2019
            Third floor                    | 3 floor
            مبنى خمسة وعشرون               | مبني 25
            مبنى رقم ثلاثمائة وأربعة عشر    | مبني رقم 314
            الطابق الثالث                  | الطابق 3
            محمد بن ثاني                   | محمد بن ثاني
            ألف للتجارة                    | الف للتجاره
            """)
    void inAText(String written, String digits) {
        assertEquals(digits, Standardisers.named("numbers").apply(written));
    }
}
