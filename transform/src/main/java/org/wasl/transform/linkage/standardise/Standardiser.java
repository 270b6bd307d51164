package org.wasl.transform.linkage.standardise;

import com.ibm.icu.text.Transliterator;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.compare.Term;
import org.wasl.transform.standardise.Standardisers;

/** Standardisers by name, one after the other; what is empty afterwards is missing. */
public final class Standardiser implements Serializable {
    private static final long serialVersionUID = 1L;

    /** One step: text to text, or to nothing. */
    @FunctionalInterface
    private interface Step {
        @Nullable String apply(String text);
    }

    private static final Pattern SPACES = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern POINT_ZERO = Pattern.compile("^([+-]?\\d+)\\.0+$");
    private static final Pattern APOSTROPHES = Pattern.compile("['’`´]");
    private static final Map<String, Step> STEPS = Map.ofEntries(
            Map.entry("trim", String::strip),
            Map.entry("lower", text -> text.toLowerCase(Locale.ROOT)),
            Map.entry("upper", text -> text.toUpperCase(Locale.ROOT)),
            Map.entry("spaces", text -> SPACES.matcher(text).replaceAll(" ").strip()),
            Map.entry(
                    "words",
                    text -> NO_WORD.matcher(APOSTROPHES.matcher(text).replaceAll(""))
                            .replaceAll(" ")
                            .strip()),
            Map.entry("letters_and_digits", text -> NO_WORD.matcher(text).replaceAll("")),
            Map.entry("ascii", text -> Fold.ASCII.transliterate(text)),
            Map.entry(
                    "sorted_words",
                    text -> Arrays.stream(text.split(" ", -1)).sorted().collect(Collectors.joining(" "))),
            Map.entry("word_pairs", Standardiser::wordPairs),
            Map.entry("no_zeros", text -> text.replaceFirst("^0+(?=.)", "")),
            // A column of whole numbers in which some are missing leaves many a program as 1999.0.
            Map.entry("whole_number", text -> POINT_ZERO.matcher(text).replaceFirst("$1")));

    private final List<String> names;
    private transient Step @Nullable [] steps;

    public Standardiser(List<String> names) {
        this.names = List.copyOf(names);
    }

    /** Whether there is a step of that name: one of these plain ones or of {@link Standardisers}. */
    public static boolean isKnown(String name) {
        return STEPS.containsKey(name) || Standardisers.isKnown(name);
    }

    public static Set<String> names() {
        Set<String> names = new TreeSet<>(STEPS.keySet());
        Standardisers.all().forEach(s -> names.add(s.name()));
        return names;
    }

    /** The standardised text; null where nothing is left. */
    public @Nullable String of(@Nullable String text) {
        if (text == null) return null;
        Step[] all = steps;
        if (all == null) {
            all = names.stream().map(Standardiser::step).toArray(Step[]::new);
            steps = all;
        }
        String result = text;
        for (Step step : all) {
            result = step.apply(result);
            if (result == null) return null;
        }
        return result.isBlank() ? null : result;
    }

    /** A list of every two words, so that a slip in one word leaves other pairs whole; a lone word itself. */
    private static String wordPairs(String text) {
        String[] words = text.split(" ", -1);
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            for (int j = i + 1; j < words.length; j++) pairs.add(words[i] + " " + words[j]);
        }
        return pairs.isEmpty() ? text : String.join(String.valueOf(Term.SEPARATOR), pairs);
    }

    private static Step step(String name) {
        Step step = STEPS.get(name);
        return step == null ? Standardisers.named(name)::apply : step;
    }

    /** Held apart: it loads tables that most models do not need. */
    private static final class Fold {
        static final Transliterator ASCII = Transliterator.getInstance("NFD; [:Nonspacing Mark:] Remove; Latin-ASCII");
    }
}
