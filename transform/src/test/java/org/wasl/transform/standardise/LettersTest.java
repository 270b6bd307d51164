package org.wasl.transform.standardise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is one letter, and what belongs to the word. */
class LettersTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            hamza               | أحمد إبراهيم آمنة مؤمن رائد سماء | احمد ابراهيم امنه مومن رايد سما
            taa marbuta         | فاطمة                            | فاطمه
            alef maqsura        | مصطفى                            | مصطفي
            diacritics          | مُحَمَّدٌ                            | محمد
            tatweel             | محـــمد                          | محمد
            dagger alif         | رحمٰن                            | رحمن
            presentation forms  | ﻣﺤﻤﺪ ﻻ                           | محمد لا
            ligature            | ﷲ                                | الله
            Persian and Urdu    | کریم علی ہمایوں                  | كريم علي همايون
            Arabic digits       | ١٢٣ ۴۵۶                          | 123 456
            direction marks     | \u200Fمحمد\u200E                 | محمد
            punctuation         | قطر، الدوحة؛ السد؟               | قطر الدوحه السد
            Latin marks         | Zoë Müller Łódź Ærø Straße       | zoe muller lodz aero strasse
            Turkish capitals    | I İ ISTANBUL                     | i i istanbul
            full width          | ＡＢＣ１２                         | abc12
            apostrophes         | Int'l Int’l Sa`id                | intl intl said
            """)
    void oneForm(String what, String written, String folded) {
        assertEquals(folded, Standardisers.named("text").apply(written.translateEscapes()), what);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            الدوحة     | دوحه
            للتجارة    | تجاره
            والمقاولات | مقاولات
            السد       | سد
            إلياس      | الياس
            الماس      | الماس
            الألعاب    | العاب
            الله       | الله
            ال         | ال
            """)
    void theArticleIsNoPartOfTheWord(String written, String stem) {
        assertEquals(stem, Standardisers.named("arabic").apply(written));
    }
}
