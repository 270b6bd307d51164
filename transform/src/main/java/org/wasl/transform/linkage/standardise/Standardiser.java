package org.wasl.transform.linkage.standardise;

import com.ibm.icu.text.Transliterator;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.TransformException;

/** Standardisers by name, one after the other; what is empty afterwards is missing. */
public final class Standardiser implements Serializable {
    private static final long serialVersionUID = 1L;

    /** One step: text to text. */
    @FunctionalInterface
    private interface Step extends Serializable {
        String apply(String text);
    }

    private static final Pattern SPACES = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern NO_DIGITS = Pattern.compile("\\D+");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern APOSTROPHES = Pattern.compile("['’`´]");
    private static final Map<String, Step> STEPS = Map.of(
            "trim", String::strip,
            "lower", text -> text.toLowerCase(Locale.ROOT),
            "upper", text -> text.toUpperCase(Locale.ROOT),
            "spaces", text -> SPACES.matcher(text).replaceAll(" ").strip(),
            "digits", text -> NO_DIGITS.matcher(text).replaceAll(""),
            "words",
                    text -> NO_WORD.matcher(APOSTROPHES.matcher(text).replaceAll(""))
                            .replaceAll(" ")
                            .strip(),
            "letters_and_digits", text -> NO_WORD.matcher(text).replaceAll(""),
            "ascii", text -> Fold.ASCII.transliterate(text),
            "sorted_words",
                    text -> String.join(
                            " ",
                            java.util.Arrays.stream(text.split(" ", -1))
                                    .sorted()
                                    .toList()),
            "no_zeros", text -> text.replaceFirst("^0+(?=.)", ""));

    private final List<String> names;
    private transient Step @Nullable [] steps;

    public Standardiser(List<String> names) {
        this.names = List.copyOf(names);
    }

    public static boolean isKnown(String name) {
        return STEPS.containsKey(name);
    }

    public static Set<String> names() {
        return new TreeSet<>(STEPS.keySet());
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
        for (Step step : all) result = step.apply(result);
        return result.isBlank() ? null : result;
    }

    private static Step step(String name) {
        Step step = STEPS.get(name);
        if (step == null) throw new TransformException("there is no standardiser '" + name + "'; there are " + names());
        return step;
    }

    /** Held apart: it loads tables that most models do not need. */
    private static final class Fold {
        static final Transliterator ASCII = Transliterator.getInstance("NFD; [:Nonspacing Mark:] Remove; Latin-ASCII");
    }
}
