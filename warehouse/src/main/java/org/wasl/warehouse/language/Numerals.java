package org.wasl.warehouse.language;

import com.ibm.icu.number.FormattedNumber;
import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.number.Notation;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.NumberFormatter.SignDisplay;
import com.ibm.icu.number.Precision;
import com.ibm.icu.text.DecimalFormatSymbols;
import com.ibm.icu.util.MeasureUnit;
import com.ibm.icu.util.ULocale;

/** How a language writes numbers. */
public final class Numerals {
    private final Texts texts;
    private final LocalizedNumberFormatter numbers;

    public Numerals(Texts texts) {
        this.texts = texts;
        ULocale locale = texts.locale();
        this.numbers = NumberFormatter.withLocale(locale).symbols(symbols(locale));
    }

    /** A true minus sign where the locale has but a hyphen. */
    private static DecimalFormatSymbols symbols(ULocale locale) {
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(locale);
        if (symbols.getMinusSignString().endsWith("-")) {
            symbols.setMinusSign('\u2212');
        }
        return symbols;
    }

    public String count(double value) {
        return written(numbers.precision(Precision.integer()).format(value));
    }

    /** A large count in words: 1.49 million. */
    public String rounded(double value) {
        return Math.abs(value) < 1e6
                ? count(value)
                : numbers.notation(Notation.compactLong())
                        .precision(Precision.maxSignificantDigits(3))
                        .format(value)
                        .toString();
    }

    public String decimal(double value, int digits) {
        return written(numbers.precision(Precision.fixedFraction(digits)).format(value));
    }

    /** As many decimals as it has, up to six: for the marks of an axis. */
    public String plain(double value) {
        return written(numbers.precision(Precision.maxFraction(6)).format(value));
    }

    /** A share as a percentage. */
    public String percent(double share, int digits) {
        return written(numbers.unit(MeasureUnit.PERCENT)
                .precision(Precision.fixedFraction(digits))
                .format(share * 100));
    }

    /** A difference of shares in percentage points, always with its sign. */
    public String points(double difference) {
        return written(numbers.precision(Precision.fixedFraction(1))
                .sign(SignDisplay.EXCEPT_ZERO)
                .format(difference * 100));
    }

    /** A whole number with its sign. */
    public String signed(double value) {
        return written(numbers.precision(Precision.integer())
                .sign(SignDisplay.EXCEPT_ZERO)
                .format(value));
    }

    public String year(int year) {
        return numbers.grouping(NumberFormatter.GroupingStrategy.OFF)
                .format(year)
                .toString();
    }

    /** The locale's own direction marks are taken out: they do not hold a sign before its number in every place. */
    private String written(FormattedNumber number) {
        return texts.ordered(number.toString().replaceAll("[\u200e\u200f\u061c]", ""));
    }
}
