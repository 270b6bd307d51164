package org.wasl.transform.standardise;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wasl.transform.TransformException;

/** The similarities by name. */
public final class Similarities {
    private static final Map<String, Similarity> ALL = byName(List.of(
            of(
                    "organisation",
                    "Of two organisations' names in English or Arabic: words paired by sound, words of business"
                            + " translated and weighing less, numbers equal.",
                    "organisation_bilingual",
                    Organisations::similarity),
            of(
                    "person",
                    "Of two persons' names in Latin or Arabic letters: words paired by sound in any order, initials"
                            + " standing for names, two names of four enough.",
                    "person",
                    Persons::similarity),
            of(
                    "cross_script",
                    "Of two names by their sound alone, each in Latin or Arabic letters, words in any order.",
                    "arabic",
                    Similarities::crossScript),
            of(
                    "serial",
                    "Of two serial numbers: weighted edits, characters that look alike costing little.",
                    "serial",
                    SerialNumbers::similarity),
            of(
                    "address",
                    "Of two addresses: the share of their numbered parts that agree.",
                    "address",
                    Addresses::similarity),
            of(
                    "phone",
                    "Of two telephone numbers: high where one digit differs or the country alone.",
                    "phone",
                    Phones::similarity),
            of(
                    "email",
                    "Of two e-mail addresses: by what stands before the @, less where the domains differ.",
                    "email",
                    Emails::similarity),
            of(
                    "date",
                    "Of two days: high where day and month changed places or one digit differs, falling over a month.",
                    "date",
                    Dates::similarity)));

    private static final WordMatch BY_SOUND = new WordMatch(Set.of("al", "el"), 0.05, false, Map.of());

    private Similarities() {}

    /**
     * The similarity of that name.
     *
     * @throws TransformException where there is none of that name; it names the nearest
     */
    public static Similarity named(String name) {
        Similarity similarity = ALL.get(name);
        if (similarity == null) {
            throw new TransformException(
                    "There is no similarity '" + name + "'" + Standardisers.nearest(name, ALL.keySet()) + ".");
        }
        return similarity;
    }

    /** In the order in which the documentation tells them. */
    public static Collection<Similarity> all() {
        return ALL.values();
    }

    private static double crossScript(String left, String right) {
        return BY_SOUND.match(left, right).ofBoth();
    }

    private static Similarity of(String name, String does, String standard, Similarity.Comparison comparison) {
        return new Similarity(name, does, Standardisers.named(standard), comparison);
    }

    private static Map<String, Similarity> byName(List<Similarity> similarities) {
        Map<String, Similarity> byName = new LinkedHashMap<>();
        similarities.forEach(s -> byName.put(s.name(), s));
        return Collections.unmodifiableMap(byName);
    }
}
