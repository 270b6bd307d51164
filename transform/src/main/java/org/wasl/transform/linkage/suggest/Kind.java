package org.wasl.transform.linkage.suggest;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

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
    /** Share of the values that show a form from which a column is held to have it. */
    private static final double MOST = 0.8;

    /** Standardisers, in order. */
    public List<String> standardise() {
        return switch (this) {
            case DATE, PHONE -> List.of("digits");
            case EMAIL, CODE, NAME, CATEGORY -> List.of("trim", "lower");
            case TEXT -> List.of("words", "lower");
            case ID, NOTHING -> List.of();
        };
    }

    /** Levels as a model writes them. */
    public List<Object> levels() {
        return switch (this) {
            case DATE -> List.of("exact", Map.of("damerau_levenshtein", 1), Map.of("damerau_levenshtein", 2));
            case EMAIL -> List.of("exact", Map.of("jaro_winkler", 0.88));
            case PHONE, CODE -> List.of("exact", Map.of("damerau_levenshtein", 1));
            case NAME -> List.of("exact", Map.of("jaro_winkler", 0.92), Map.of("jaro_winkler", 0.8));
            case TEXT -> List.of("exact", Map.of("token_set", 0.9), Map.of("qgram", 0.5));
            case CATEGORY -> List.of("exact");
            case ID, NOTHING -> List.of();
        };
    }

    /** Whether a column of this kind is compared. */
    public boolean isCompared() {
        return this != ID && this != NOTHING;
    }

    /** Whether rare values tell more than common ones, enough to count them. */
    boolean countsFrequencies() {
        return this == NAME || this == TEXT || this == CATEGORY;
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
        if (different <= Math.max(20, records / 200) && different <= 500) return CATEGORY;
        return words > 2.5 || share(values, DIGITS) >= 0.5 ? TEXT : NAME;
    }

    private static double share(List<String> values, Pattern form) {
        if (values.isEmpty()) return 0;
        return (double) values.stream()
                        .filter(value -> form.matcher(value.strip()).matches())
                        .count()
                / values.size();
    }
}
