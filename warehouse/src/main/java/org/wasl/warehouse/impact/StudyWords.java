package org.wasl.warehouse.impact;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.catalogue.Words;
import org.wasl.warehouse.chart.Frame.Direction;
import org.wasl.warehouse.language.Numerals;
import org.wasl.warehouse.language.Texts;

/**
 * The words of a study's page in one language. A column is called what the study's {@code labels:} say, else what the
 * questionnaires say, else by its name.
 */
final class StudyWords {
    private static final List<String> LANGUAGES = List.of("en", "ar");
    private static final int DIGITS = 4;
    private static final String FIRST_STRONG = "\u2068";
    private static final String END = "\u2069";

    private final String language;
    private final Study study;
    private final Map<String, Words> variables;
    private final Texts texts;
    private final Numerals numerals;

    private StudyWords(String language, Study study, Map<String, Words> variables) {
        this.language = language;
        this.study = study;
        this.variables = variables;
        this.texts = Texts.resource(StudyWords.class, "study-" + language + ".yaml");
        this.numerals = new Numerals(texts);
    }

    static List<StudyWords> inEachLanguage(Study study, Map<String, Words> variables) {
        return LANGUAGES.stream()
                .map(language -> new StudyWords(language, study, variables))
                .toList();
    }

    static StudyWords english(Study study, Map<String, Words> variables) {
        return new StudyWords("en", study, variables);
    }

    String language() {
        return language;
    }

    /** The page in this language. */
    String file() {
        return fileIn(language);
    }

    String otherLanguage() {
        return language.equals("en") ? "ar" : "en";
    }

    /** The page in the other language. */
    String otherFile() {
        return fileIn(otherLanguage());
    }

    private static String fileIn(String language) {
        return language.equals("en") ? "study.html" : "study-" + language + ".html";
    }

    Direction direction() {
        return texts.text("direction").equals("rtl") ? Direction.RIGHT_TO_LEFT : Direction.LEFT_TO_RIGHT;
    }

    String text(String key) {
        return texts.text(key);
    }

    String text(String key, Map<String, ?> arguments) {
        return texts.text(key, arguments);
    }

    String question() {
        return study.question().in(language);
    }

    String label(String column) {
        Words words = study.labels().getOrDefault(column, variables.get(column));
        return words == null ? name(column) : words.in(language);
    }

    /** What the periods are. */
    String time() {
        return label(study.time());
    }

    /** A subgroup, {@code column=level}. */
    String subgroup(@Nullable String subgroup) {
        if (subgroup == null) return "";
        int at = subgroup.indexOf('=');
        return at < 0 ? name(subgroup) : label(subgroup.substring(0, at)) + ": " + name(subgroup.substring(at + 1));
    }

    /** What a result estimates. A coefficient of a formula is called by its column. */
    String effect(StudyResult result) {
        String key = "effects." + result.parameter();
        if (!texts.has(key)) return label(result.parameter());
        Integer distance = result.eventTime();
        return texts.text(
                key,
                Map.of(
                        "group", result.group() == null ? "" : numerals.year(Math.toIntExact(result.group())),
                        "time", result.time() == null ? "" : numerals.year(Math.toIntExact(result.time())),
                        "distance", distance == null ? "" : distance(distance)));
    }

    /** A distance from the start, with its sign. */
    String distance(int periods) {
        return numerals.signed(periods);
    }

    String mark(double value) {
        return numerals.plain(value);
    }

    String count(long number) {
        return numerals.count((double) number);
    }

    String number(@Nullable Double value) {
        return value == null ? "" : numerals.decimal(value, DIGITS);
    }

    String interval(@Nullable Double low, @Nullable Double high) {
        return low == null || high == null ? "" : text("interval", Map.of("low", number(low), "high", number(high)));
    }

    /** A name from the study keeps its own direction. */
    String name(String name) {
        return direction() == Direction.RIGHT_TO_LEFT ? FIRST_STRONG + name + END : name;
    }
}
