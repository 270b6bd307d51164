package org.wasl.transform.standardise;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wasl.transform.TransformException;
import org.wasl.transform.standardise.Addresses.Part;

/**
 * The standardisers by name.
 *
 * <pre>{@code
 * Standardisers.named("organisation").apply("Al Noor Gulf Trdg. & Cont. Co. W.L.L.") // noor gulf trading contracting
 * Standardisers.named("phone:IN").apply("098-1234-5678") // +919812345678
 * }</pre>
 */
public final class Standardisers {
    private static final Map<String, Standardiser> ALL = byName(List.of(
            of(
                    "text",
                    "Words in lower case without punctuation, accents, Arabic diacritics and tatweel, one form for each"
                            + " Arabic letter, digits 0 to 9.",
                    text -> String.join(" ", Letters.words(Letters.fold(text)))),
            of("arabic", "As text, and Arabic words without article, conjunction and preposition.", Arabic::standard),
            of("numbers", "As text, and English and Arabic numbers in words as digits.", NumberWords::standard),
            of("digits", "The digits alone.", Standardisers::digits),
            of("to_latin", "Arabic, and every other script, in Latin letters.", settled(Romanisation::toLatin)),
            of("to_arabic", "Latin words in Arabic letters.", Romanisation::toArabic),
            of(
                    "sound",
                    "A key of how each word sounds, the same for its spellings in Latin and Arabic letters; sorted.",
                    text -> SoundKeys.keys(Letters.words(Letters.fold(Arabic.standard(text))))),
            of(
                    "organisation",
                    "An organisation's name without legal form, article, conjunction, branch and former name,"
                            + " abbreviations written out.",
                    settled(Organisations::standard)),
            of("organisation_words", "As organisation, each word once, sorted.", settled(Organisations::sorted)),
            of(
                    "organisation_bilingual",
                    "As organisation, and Arabic words of business in English.",
                    settled(Organisations::bilingual)),
            of(
                    "organisation_sound",
                    "Keys of how the words of organisation_bilingual sound, the same for both scripts; sorted.",
                    Organisations::sounds),
            of(
                    "lodging",
                    "A lodging's name: as organisation_bilingual, an accommodation being a camp, without labour and"
                            + " workers, each word once, sorted.",
                    settled(Organisations::lodging)),
            of(
                    "legal_form",
                    "The legal form a name tells, under one name for both scripts; nothing where it tells none.",
                    Organisations::legalForm),
            of(
                    "legal_forms",
                    "As legal_form, all that a name tells, in the order written; in Arabic company by itself is none.",
                    Organisations::legalForms),
            of(
                    "person",
                    "A person's name without titles and particles, names of many spellings in one, joined names joined.",
                    settled(Persons::standard)),
            of("person_words", "As person, each word once, sorted.", settled(Persons::sorted)),
            of(
                    "person_sound",
                    "Keys of how the words of person sound, the same for both scripts; sorted.",
                    Persons::sounds),
            of("address", "The numbered parts of an address, in one order.", Addresses::standard),
            of("zone", "The zone an address names.", text -> Addresses.part(Part.ZONE, text)),
            of("street", "The number of the street.", text -> Addresses.part(Part.STREET, text)),
            of("building", "The number of the building.", text -> Addresses.part(Part.BUILDING, text)),
            of("unit", "The number of the flat, room or shop.", text -> Addresses.part(Part.UNIT, text)),
            of("po_box", "The number of the post box.", text -> Addresses.part(Part.PO_BOX, text)),
            of(
                    "phone",
                    "A telephone number that exists, international; without country one of Qatar, or of the one named:"
                            + " phone:IN.",
                    text -> Phones.standard(text, Phones.HOME)),
            of(
                    "email",
                    "An e-mail address as mailbox: no capitals, tags, dots that do not count, mistyped domains.",
                    Emails::standard),
            of("serial", "A serial number's letters and digits.", SerialNumbers::standard),
            of("serial_folded", "As serial, letters that look like digits as those digits.", SerialNumbers::folded),
            of(
                    "date",
                    "A day as yyyy-mm-dd, from English and Arabic, also of the Islamic calendar; the day before the"
                            + " month.",
                    text -> Dates.standard(text, false)),
            of(
                    "date_month_first",
                    "As date, the month before the day where both are numbers.",
                    text -> Dates.standard(text, true))));

    private static final int MOST_TIMES = 8;
    private static final String PHONE_OF = "phone:";

    private Standardisers() {}

    /**
     * The standardiser of that name.
     *
     * @throws TransformException where there is none of that name; it names the nearest
     */
    public static Standardiser named(String name) {
        Standardiser standardiser = ALL.get(name);
        if (standardiser != null) {
            return standardiser;
        }
        if (name.startsWith(PHONE_OF)) {
            return phoneOf(name);
        }
        throw new TransformException("There is no standardiser '" + name + "'" + nearest(name, ALL.keySet()) + ".");
    }

    public static boolean isKnown(String name) {
        return ALL.containsKey(name)
                || (name.startsWith(PHONE_OF) && Phones.isRegion(name.substring(PHONE_OF.length())));
    }

    /** In the order in which the documentation tells them. */
    public static Collection<Standardiser> all() {
        return ALL.values();
    }

    /** The end of a sentence that names those a mistyped name may mean. */
    static String nearest(String name, Collection<String> names) {
        String typed = name.toLowerCase(Locale.ROOT);
        return names.stream()
                .max(Comparator.comparingDouble((String n) -> SerialNumbers.plainSimilarity(typed, n))
                        .thenComparing(Comparator.reverseOrder()))
                .map(n -> "; the nearest is '" + n + "' (all: " + String.join(", ", names) + ")")
                .orElse("");
    }

    private static Standardiser phoneOf(String name) {
        String region = name.substring(PHONE_OF.length());
        if (!Phones.isRegion(region)) {
            throw new TransformException("In the standardiser '" + name + "', '" + region
                    + "' is no country; write its two capital letters of ISO 3166, as in 'phone:IN'.");
        }
        return of(
                name,
                "A telephone number that exists, international; without country one of " + region + ".",
                text -> Phones.standard(text, region));
    }

    /** Again, until nothing changes: words that became neighbours may mean something together. */
    private static Standardiser.Form settled(Standardiser.Form form) {
        return text -> {
            String standard = form.of(text);
            for (int i = 0; i < MOST_TIMES && standard != null; i++) {
                String again = form.of(standard);
                if (standard.equals(again)) {
                    break;
                }
                standard = again;
            }
            return standard;
        };
    }

    private static String digits(String text) {
        String folded = Letters.fold(text);
        StringBuilder digits = new StringBuilder(folded.length());
        for (int i = 0; i < folded.length(); i++) {
            if (Letters.isDigit(folded.charAt(i))) {
                digits.append(folded.charAt(i));
            }
        }
        return digits.toString();
    }

    private static Standardiser of(String name, String does, Standardiser.Form form) {
        return new Standardiser(name, does, form);
    }

    private static Map<String, Standardiser> byName(List<Standardiser> standardisers) {
        Map<String, Standardiser> byName = new LinkedHashMap<>();
        new ArrayList<>(standardisers).forEach(s -> byName.put(s.name(), s));
        return java.util.Collections.unmodifiableMap(byName);
    }
}
