package org.wasl.warehouse.report;

import com.ibm.icu.number.FormattedNumber;
import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.number.Notation;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.NumberFormatter.SignDisplay;
import com.ibm.icu.number.Precision;
import com.ibm.icu.text.DecimalFormatSymbols;
import com.ibm.icu.util.MeasureUnit;
import com.ibm.icu.util.ULocale;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DecimalStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.chart.Frame.Direction;

/** One language of the report: its words, its names of codes, and how it writes numbers and dates. */
final class Edition {
    private static final String FIRST_STRONG = "\u2068";
    private static final String END = "\u2069";

    private final String language;
    private final Texts texts;
    private final CodeLabels labels;
    private final LocalizedNumberFormatter numbers;
    private final DateTimeFormatter months;
    private final DateTimeFormatter days;

    Edition(String language, Texts texts, CodeLabels labels) {
        this.language = language;
        this.texts = texts;
        this.labels = labels;
        ULocale locale = texts.locale();
        this.numbers = NumberFormatter.withLocale(locale).symbols(symbols(locale));
        this.months =
                DateTimeFormatter.ofPattern("LLLL yyyy", locale.toLocale()).withDecimalStyle(DecimalStyle.STANDARD);
        this.days =
                DateTimeFormatter.ofPattern("d MMMM yyyy", locale.toLocale()).withDecimalStyle(DecimalStyle.STANDARD);
    }

    /** A true minus sign where the locale has but a hyphen. */
    private static DecimalFormatSymbols symbols(ULocale locale) {
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(locale);
        if (symbols.getMinusSignString().endsWith("-")) {
            symbols.setMinusSign('\u2212');
        }
        return symbols;
    }

    static Edition read(Path programme, String language) {
        Texts texts = Texts.read(programme.resolve("report").resolve(language + ".yaml"));
        return new Edition(language, texts, CodeLabels.read(programme, language));
    }

    String language() {
        return language;
    }

    Direction direction() {
        return texts.text("direction").equals("rtl") ? Direction.RIGHT_TO_LEFT : Direction.LEFT_TO_RIGHT;
    }

    Texts texts() {
        return texts;
    }

    String text(String key) {
        return texts.text(key);
    }

    String text(String key, Map<String, ?> arguments) {
        return texts.text(key, arguments);
    }

    /** What a release's records or checks say in English; a name in another script keeps its own direction. */
    String quoted(String words) {
        return direction() == Direction.RIGHT_TO_LEFT ? FIRST_STRONG + words + END : words;
    }

    /** The name of a code: as this report words it, else as the code list does. */
    String label(String list, String code) {
        return label(list, code, labels.label(list, code));
    }

    /** The same with words of its own for a code which neither names. */
    String label(String list, String code, String otherwise) {
        String key = "labels." + list + "." + code;
        return texts.has(key) ? texts.text(key) : texts.ordered(otherwise.equals(code) ? quoted(code) : otherwise);
    }

    /** Headings of a table. */
    List<String> columns(String... keys) {
        return Arrays.stream(keys).map(key -> text("columns." + key)).toList();
    }

    String count(double value) {
        return written(numbers.precision(Precision.integer()).format(value));
    }

    /** A large count in words: 1.49 million. */
    String rounded(double value) {
        return Math.abs(value) < 1e6
                ? count(value)
                : numbers.notation(Notation.compactLong())
                        .precision(Precision.maxSignificantDigits(3))
                        .format(value)
                        .toString();
    }

    String decimal(double value, int digits) {
        return written(numbers.precision(Precision.fixedFraction(digits)).format(value));
    }

    /** A share as a percentage. */
    String percent(double share, int digits) {
        return written(percentage(digits).format(share * 100));
    }

    /** A difference of shares in percentage points, always with its sign. */
    String points(double difference) {
        return written(numbers.precision(Precision.fixedFraction(1))
                .sign(SignDisplay.EXCEPT_ZERO)
                .format(difference * 100));
    }

    /** The same without decimals, for axes. */
    String wholePoints(double difference) {
        return signed(difference * 100);
    }

    /** A whole number with its sign. */
    String signed(double value) {
        return written(numbers.precision(Precision.integer())
                .sign(SignDisplay.EXCEPT_ZERO)
                .format(value));
    }

    /** The p-value of a test. */
    String probability(double p) {
        return p < 0.001 ? text("signs.below", Map.of("value", decimal(0.001, 3))) : decimal(p, 3);
    }

    /** What stands where a figure could not be made. */
    Page.Prose missing() {
        return new Page.Prose("", List.of(text("figure.missing")));
    }

    String year(int year) {
        return numbers.grouping(NumberFormatter.GroupingStrategy.OFF)
                .format(year)
                .toString();
    }

    String month(YearMonth month) {
        return months.format(month);
    }

    String day(LocalDate day) {
        return days.format(day);
    }

    /** An amount in a unit, or the sign which says why it is not there. */
    String amount(Amount amount, Unit unit) {
        Double value = amount.value();
        if (value == null) {
            return text(amount.standing() == Amount.Standing.WITHHELD ? "signs.withheld" : "signs.absent");
        }
        String written = unit.write(this, value);
        String marked = amount.nonresponse() ? written + " " + text("signs.nonresponse") : written;
        return amount.standing() == Amount.Standing.IMPRECISE ? marked + " " + text("signs.imprecise") : marked;
    }

    /** The two ends of an interval, or nothing. */
    String interval(Amount amount, Unit unit) {
        return interval(amount.low(), amount.high(), unit);
    }

    String interval(@Nullable Double low, @Nullable Double high, Unit unit) {
        return low == null || high == null
                ? text("signs.none")
                : text("signs.interval", Map.of("low", unit.write(this, low), "high", unit.write(this, high)));
    }

    String answers(Amount amount) {
        Long n = amount.n();
        return n == null || !amount.isPrinted() ? text("signs.none") : count((double) n);
    }

    /** The locale's own direction marks are taken out: they do not hold a sign before its number in every place. */
    private String written(FormattedNumber number) {
        return texts.ordered(number.toString().replaceAll("[\u200e\u200f\u061c]", ""));
    }

    private LocalizedNumberFormatter percentage(int digits) {
        return numbers.unit(MeasureUnit.PERCENT).precision(Precision.fixedFraction(digits));
    }
}
