package org.wasl.transform.linkage.suggest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.compare.Term;
import org.wasl.transform.linkage.file.ModelFile;
import org.wasl.transform.linkage.standardise.Standardiser;
import org.wasl.transform.linkage.suggest.Suggestion.ChosenRule;
import org.wasl.transform.linkage.suggest.Suggestion.Column;

/**
 * What a model assumes of records of which one or two columns are compared: two classes of pairs cannot be told from
 * fewer than three comparisons (Goodman 1974, Biometrika 61), so that EM would find any m. How often matches agree is
 * then given, and how many there are follows from the pairs that agree. Names of an organisation in several columns, in
 * two scripts for one, are one comparison, and records meet by any two words that sound the same in both of them. So do
 * texts of which no two files have the same, such as what two shops call one thing, by any two words.
 *
 * @param firms columns of names of organisations
 * @param reworded columns of texts that are hardly ever equal in two files
 * @param others that are compared
 * @param unequal pairs that match, where names are in different scripts or texts in different words, so that none is
 *     equal: by the pairs there are; else 0
 */
record FewColumns(List<Column> firms, List<Column> reworded, List<Column> others, double unequal) {
    /** Comparisons from which EM tells matches from other pairs. */
    private static final int ENOUGH = 3;
    /** Share of the matches that agree fully, on one of the columns that tell records apart. */
    private static final double RECALL = 0.8;

    private static final double AGREE = 0.8;
    private static final double DIFFER = 0.05;
    /** Of names in two scripts, or texts in other words: equal, which few are, and ever less alike. */
    private static final double[] UNEQUAL = {0.05, 0.65, 0.2, 0.05};
    /** Records of the smaller file that are held to have a partner where none is equal. */
    private static final double PARTNERED = 0.8;

    /** Records up to which a pair of words tells one organisation from the others. */
    private static final int COMMON = 200;

    private static final String PAIRS = "word_pairs";

    /**
     * Null where the columns are enough for EM.
     *
     * @param inScripts whether the names of organisations of each source are in a script of their own
     * @param reworded columns of texts that are hardly ever equal in two sources
     * @param larger records of the largest source
     */
    static @Nullable FewColumns of(List<Column> columns, boolean inScripts, List<Column> reworded, long larger) {
        List<Column> compared = columns.stream().filter(Column::isCompared).toList();
        List<Column> firms =
                compared.stream().filter(c -> c.kind() == Kind.ORGANISATION).toList();
        List<Column> others =
                compared.stream().filter(c -> c.kind() != Kind.ORGANISATION).toList();
        if (others.size() + Math.min(1, firms.size()) >= ENOUGH) return null;
        List<Column> texts = firms.isEmpty() ? reworded : List.of();
        return new FewColumns(
                firms,
                texts,
                others.stream().filter(column -> !texts.contains(column)).toList(),
                inScripts || !texts.isEmpty() ? PARTNERED / larger : 0);
    }

    /** Columns of whose words any two bring records together. */
    List<Column> worded() {
        return firms.isEmpty() ? reworded : firms;
    }

    private List<String> standardiseWords() {
        return firms.isEmpty() ? List.of("words", "lower", PAIRS) : List.of("organisation_sound", PAIRS);
    }

    private String names() {
        return firms.get(0).name() + "_names";
    }

    private String words() {
        return worded().get(0).name() + "_words";
    }

    private String sharedNames() {
        return overlap(names());
    }

    private static String overlap(String column) {
        return "arrays_overlap(l." + ModelFile.quote(column) + ", r." + ModelFile.quote(column) + ")";
    }

    /** All names of a record, and the pairs of their words, as columns of the model. */
    Map<String, Object> columns() {
        if (worded().isEmpty()) return Map.of();
        String all =
                "array(" + String.join(", ", worded().stream().map(Column::sql).toList()) + ")";
        Map<String, Object> columns = new LinkedHashMap<>();
        if (!firms.isEmpty()) columns.put(names(), Map.of("sql", all, "standardise", Kind.ORGANISATION.standardise()));
        columns.put(words(), Map.of("sql", all, "standardise", standardiseWords()));
        return columns;
    }

    /** Comparisons as a model writes them, with m.
     *
     * @param plain without m, of the other columns
     */
    List<Object> comparisons(List<Map<String, Object>> plain) {
        List<Object> comparisons = new ArrayList<>();
        if (!firms.isEmpty()) {
            Map<String, Object> names = new LinkedHashMap<>();
            names.put("column", names());
            names.put(
                    "levels",
                    List.of(
                            Map.of("shared", 1),
                            Map.of("max_organisation", 0.95),
                            Map.of("max_organisation", 0.85),
                            Map.of("max_organisation", 0.7)));
            comparisons.add(given(names, unequal > 0));
        }
        for (Column text : reworded) {
            Map<String, Object> words = new LinkedHashMap<>();
            words.put("column", text.name());
            words.put(
                    "levels",
                    List.of(
                            "exact",
                            Map.of("tfidf_cosine", 0.7),
                            Map.of("tfidf_cosine", 0.5),
                            Map.of("tfidf_cosine", 0.3)));
            comparisons.add(given(words, true));
        }
        plain.forEach(comparison -> comparisons.add(given(comparison, false)));
        return comparisons;
    }

    private static Map<String, Object> given(Map<String, Object> comparison, boolean unequal) {
        List<?> levels = (List<?>) comparison.getOrDefault("levels", List.of());
        List<Object> with = new ArrayList<>();
        for (Object level : levels) {
            Map<Object, Object> given = new LinkedHashMap<>();
            if (level instanceof Map<?, ?> of) given.putAll(of);
            else given.put(level, comparison.get("column"));
            given.put("m", unequal ? UNEQUAL[with.size()] : m(with.size(), levels.size()));
            with.add(given);
        }
        Map<String, Object> all = new LinkedHashMap<>(comparison);
        all.put("levels", with);
        all.put("different", Map.of("m", DIFFER));
        return all;
    }

    private static double m(int level, int levels) {
        if (levels == 1) return 1 - DIFFER;
        return level == 0 ? AGREE : Math.round((1 - AGREE - DIFFER) / (levels - 1) * 1000) / 1000.0;
    }

    /** How the prior is found: by the rules whose pairs nearly all match.
     *
     * @param rules of one column each, that bring together one pair by record at most
     */
    Map<String, Object> estimate(List<ChosenRule> rules, long records) {
        if (unequal > 0) return Map.of("prior", unequal);
        List<Object> sure = new ArrayList<>();
        if (!firms.isEmpty()) sure.add(sharedNames());
        for (ChosenRule rule : rules) {
            if (rule.pairs() <= records
                    && others.stream().anyMatch(column -> rule.rule().equals(List.of(column.name())))) {
                sure.add(List.of(((List<?>) rule.rule()).get(0)));
            }
        }
        return sure.isEmpty() ? Map.of() : Map.of("deterministic", sure, "recall", RECALL);
    }

    /** How many records may share two words, or what a rule of the model asks for. */
    Map<String, Object> limits(List<ChosenRule> rules) {
        long most = rules.stream().mapToLong(ChosenRule::largest).max().orElse(0);
        return worded().isEmpty() ? Map.of() : Map.of("block", Math.max(COMMON, 2 * most));
    }

    /**
     * The rule that brings together records with two words in common.
     *
     * @param rows values by record
     * @param places of the columns of names in a row
     * @param between the source of each record, where pairs are of two sources; else empty
     * @param likely matches
     */
    ChosenRule rule(List<List<@Nullable String>> rows, int[] places, int[] between, List<long[]> likely) {
        Standardiser standardiser = new Standardiser(standardiseWords());
        List<Set<String>> words = new ArrayList<>();
        Map<String, Map<Integer, Integer>> counts = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            Set<String> of = new HashSet<>();
            for (int place : places) {
                String value = standardiser.of(rows.get(i).get(place));
                if (value != null) of.addAll(Arrays.asList(value.split(String.valueOf(Term.SEPARATOR), -1)));
            }
            words.add(of);
            int source = between.length == 0 ? 0 : between[i];
            for (String pair : of)
                counts.computeIfAbsent(pair, k -> new HashMap<>()).merge(source, 1, Integer::sum);
        }
        double pairs = 0;
        long largest = 0;
        Set<String> common = new HashSet<>();
        for (Map.Entry<String, Map<Integer, Integer>> of : counts.entrySet()) {
            long n = of.getValue().values().stream().mapToLong(k -> k).sum();
            if (n > COMMON) {
                common.add(of.getKey());
                continue;
            }
            largest = Math.max(largest, n);
            pairs += n * (n - 1) / 2.0;
            if (between.length > 0) {
                for (int k : of.getValue().values()) pairs -= k * (k - 1) / 2.0;
            }
        }
        long found = likely.stream()
                .filter(pair -> words.get((int) pair[0]).stream()
                        .anyMatch(w ->
                                !common.contains(w) && words.get((int) pair[1]).contains(w)))
                .count();
        double share = likely.isEmpty() ? 0 : (double) found / likely.size();
        return new ChosenRule(overlap(words()), pairs, largest, share, share, false);
    }
}
