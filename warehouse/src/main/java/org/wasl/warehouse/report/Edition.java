package org.wasl.warehouse.report;

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
import org.wasl.warehouse.language.Numerals;
import org.wasl.warehouse.language.Texts;

/** One language of the report: its words, its names of codes, and how it writes numbers and dates. */
final class Edition {
    private static final String FIRST_STRONG = "\u2068";
    private static final String END = "\u2069";

    private final String language;
    private final Texts texts;
    private final CodeLabels labels;
    private final Numerals numerals;
    private final DateTimeFormatter months;
    private final DateTimeFormatter days;

    Edition(String language, Texts texts, CodeLabels labels) {
        this.language = language;
        this.texts = texts;
        this.labels = labels;
        ULocale locale = texts.locale();
        this.numerals = new Numerals(texts);
        this.months =
                DateTimeFormatter.ofPattern("LLLL yyyy", locale.toLocale()).withDecimalStyle(DecimalStyle.STANDARD);
        this.days =
                DateTimeFormatter.ofPattern("d MMMM yyyy", locale.toLocale()).withDecimalStyle(DecimalStyle.STANDARD);
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
        return numerals.count(value);
    }

    /** A large count in words: 1.49 million. */
    String rounded(double value) {
        return numerals.rounded(value);
    }

    String decimal(double value, int digits) {
        return numerals.decimal(value, digits);
    }

    /** A share as a percentage. */
    String percent(double share, int digits) {
        return numerals.percent(share, digits);
    }

    /** A difference of shares in percentage points, always with its sign. */
    String points(double difference) {
        return numerals.points(difference);
    }

    /** The same without decimals, for axes. */
    String wholePoints(double difference) {
        return signed(difference * 100);
    }

    /** A whole number with its sign. */
    String signed(double value) {
        return numerals.signed(value);
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
        return numerals.year(year);
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
        if (amount.publishedIn() != null) {
            return marked + " " + asPublished(amount.publishedIn());
        }
        return amount.standing() == Amount.Standing.IMPRECISE ? marked + " " + text("signs.imprecise") : marked;
    }

    /** Whence a number is that is not of this release; the programme of an older release has no words for it. */
    String asPublished(String release) {
        return texts.has("signs.as_published")
                ? text("signs.as_published", Map.of("release", quoted(release)))
                : "(" + quoted(release) + ")";
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
}
