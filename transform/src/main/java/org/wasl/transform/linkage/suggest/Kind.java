package org.wasl.transform.linkage.suggest;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.standardise.Standardiser;

/** What a column holds, as far as its values tell, and how such values are compared. */
public enum Kind {
    /** One value a record. */
    ID,
    DATE,
    EMAIL,
    PHONE,
    /** Numbers and signs that name something. */
    CODE,
    /** A word or a few. */
    NAME,
    /** Names in Arabic letters, or in these and Latin ones. */
    ARABIC,
    /** Names of firms, by the legal forms that they tell. */
    ORGANISATION,
    /** A house number and a street. */
    ADDRESS,
    /** Many words. */
    TEXT,
    /** One of a few values. */
    CATEGORY,
    /** The same everywhere, or nothing. */
    NOTHING;

    private static final Pattern E_MAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.\\w+");
    private static final Pattern TIME =
            Pattern.compile("(19|20)\\d\\d[-/.]?(0?[1-9]|1[0-2])[-/.]?(0?[1-9]|[12]\\d|3[01])([ T].*)?"
                    + "|(0?[1-9]|[12]\\d|3[01])[-/.](0?[1-9]|[12]\\d|3[01])[-/.](19|20)\\d\\d");
    private static final Pattern TELEPHONE = Pattern.compile("\\+?[\\d()./ -]{7,20}");
    private static final Pattern PUNCTUATED = Pattern.compile(".*[()+ -].*");
    private static final Pattern DIGITS = Pattern.compile(".*\\d.*");
    private static final Pattern HOUSE = Pattern.compile("\\d+\\S*\\s+\\S*\\p{L}.*");
    private static final Pattern ARABIC_LETTERS = Pattern.compile(".*\\p{IsArabic}.*");
    private static final Standardiser LEGAL_FORM = new Standardiser(List.of("legal_form"));
    /** Share of the values that tell a legal form from which a column is held to have organisations. */
    private static final double ORGANISATIONS = 0.15;

    private static final double ARABIC_SHARE = 0.3;
    /** Length from which two slips in one code are likely enough. */
    private static final int TYPED = 6;
    /** Share of the values that show a form from which a column is held to have it. */
    private static final double MOST = 0.8;

    /** Standardisers, in order. */
    public List<String> standardise() {
        return switch (this) {
            case DATE, PHONE -> List.of("digits");
            case CODE -> List.of("trim", "lower", "whole_number");
            case EMAIL, NAME, CATEGORY -> List.of("trim", "lower");
            case TEXT, ADDRESS -> List.of("words", "lower");
            case ARABIC -> List.of("arabic");
            case ORGANISATION -> List.of("organisation_bilingual");
            case ID, NOTHING -> List.of();
        };
    }

    /** Levels as a model writes them.
     *
     * @param part the column's {@link #part}, where it has one
     * @param length of its values, on the average
     */
    List<Object> levels(String part, double length) {
        return switch (this) {
            case DATE -> List.of("exact", Map.of("damerau_levenshtein", 1), Map.of("damerau_levenshtein", 2));
            case EMAIL -> List.of("exact", Map.of("exact", part), Map.of("jaro_winkler", 0.88));
            case PHONE -> List.of("exact", Map.of("damerau_levenshtein", 1));
            case CODE ->
                length < TYPED
                        ? List.of("exact", Map.of("damerau_levenshtein", 1))
                        : List.of("exact", Map.of("damerau_levenshtein", 1), Map.of("damerau_levenshtein", 2));
            case NAME -> List.of("exact", Map.of("jaro_winkler", 0.9), Map.of("jaro_winkler", 0.8));
            case ARABIC -> List.of("exact", Map.of("cross_script", 0.95), Map.of("cross_script", 0.8));
            case ORGANISATION ->
                List.of(
                        "exact",
                        Map.of("organisation", 0.95),
                        Map.of("organisation", 0.85),
                        Map.of("organisation", 0.7));
            case ADDRESS -> List.of("exact", Map.of("qgram", 0.6), Map.of("exact", part));
            case TEXT -> List.of("exact", Map.of("jaro_winkler", 0.92), Map.of("token_set", 0.9), Map.of("qgram", 0.5));
            case CATEGORY -> List.of("exact");
            case ID, NOTHING -> List.of();
        };
    }

    /** What of a value is worth a column of its own, by which records are brought together. */
    Optional<Part> part() {
        return switch (this) {
            case EMAIL -> Optional.of(new Part("user", Pattern.compile("^[^@]+"), List.of("lower")));
            case ADDRESS -> Optional.of(new Part("number", Pattern.compile("[0-9]+"), List.of("trim")));
            case ORGANISATION -> Optional.of(new Part("sound", null, List.of("organisation_sound")));
            case ARABIC -> Optional.of(new Part("sound", null, List.of("person_sound")));
            default -> Optional.empty();
        };
    }

    /**
     * Of a value what matters most.
     *
     * @param name that its column has after the name of the whole
     * @param first what of the value, where it first stands; null for all of it
     */
    record Part(String name, @Nullable Pattern first, List<String> standardise) {
        /** The part of a value; null where there is none. */
        @Nullable String of(String value) {
            if (first == null) return new Standardiser(standardise).of(value);
            Matcher found = first.matcher(value);
            return found.find() ? new Standardiser(standardise).of(found.group()) : null;
        }

        /** The same in SQL.
         *
         * @param whole the whole value
         */
        String sql(String whole) {
            return first == null ? whole : "regexp_extract(" + whole + ", '" + first.pattern() + "', 0)";
        }
    }

    /** Whether a column of this kind is compared. */
    public boolean isCompared() {
        return this != ID && this != NOTHING;
    }

    /** Whether rare values tell more than common ones, enough to count them. */
    boolean countsFrequencies() {
        return switch (this) {
            case NAME, ARABIC, ORGANISATION, ADDRESS, TEXT, CATEGORY -> true;
            default -> false;
        };
    }

    /** Whether the first characters of a value are worth a rule. */
    boolean hasPrefix() {
        return this == NAME || this == TEXT || this == EMAIL;
    }

    /** The kind of a column.
     *
     * @param values some of its values that are not missing
     * @param different how many different values the records have
     * @param records how many records have a value
     */
    static Kind of(String column, List<String> values, long different, long records) {
        if (different <= 1) return NOTHING;
        if (share(values, E_MAIL) >= MOST) return EMAIL;
        if (share(values, TIME) >= MOST) return DATE;
        String name = column.toLowerCase(Locale.ROOT);
        boolean called = name.contains("phone") || name.contains("tel") || name.contains("mobile");
        if (share(values, TELEPHONE) >= MOST && (called || share(values, PUNCTUATED) >= MOST)) return PHONE;
        double words = values.stream()
                .mapToInt(value -> value.strip().split("\\s+").length)
                .average()
                .orElse(0);
        if (share(values, DIGITS) >= MOST && words < 1.5) return CODE;
        long organisations =
                values.stream().filter(value -> LEGAL_FORM.of(value) != null).count();
        if (organisations >= ORGANISATIONS * values.size()) return ORGANISATION;
        if (different <= Math.max(20, records / 200) && different <= 500) return CATEGORY;
        if (share(values, HOUSE) >= 0.5) return ADDRESS;
        if (share(values, ARABIC_LETTERS) >= ARABIC_SHARE && words < 8) return ARABIC;
        return words > 2.5 || share(values, DIGITS) >= 0.5 ? TEXT : NAME;
    }

    static boolean isArabic(String value) {
        return ARABIC_LETTERS.matcher(value).matches();
    }

    private static double share(List<String> values, Pattern form) {
        if (values.isEmpty()) return 0;
        return (double) values.stream()
                        .filter(value -> form.matcher(value.strip()).matches())
                        .count()
                / values.size();
    }
}
