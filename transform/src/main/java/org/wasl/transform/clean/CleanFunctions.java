package org.wasl.transform.clean;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * Standardisation as SQL functions: {@code standard_name(text)} in whichever script the text is, {@code
 * latin_name(text)} of an Arabic name, {@code standard_site(text)}, {@code standard_serial(text)}; {@code
 * word_pairs(text)} are the blocking keys of a standard name. Null and what standardises to nothing are null.
 */
public final class CleanFunctions {
    private static final String ACCOMMODATION = EnglishNames.sound("accommodation");
    private static final String CAMP = EnglishNames.sound("camp");
    private static final Set<String> LODGING_FILLERS =
            Set.of(EnglishNames.sound("labour"), EnglishNames.sound("workers"));

    private CleanFunctions() {}

    public static void register(SparkSession spark) {
        register(spark, "standard_name", CleanFunctions::standardName);
        register(spark, "latin_name", CleanFunctions::latinName);
        register(spark, "standard_site", CleanFunctions::standardSite);
        register(spark, "standard_serial", CleanFunctions::standardSerial);
        spark.udf()
                .register(
                        "word_pairs",
                        (UDF1<@Nullable String, List<String>>) CleanFunctions::wordPairs,
                        DataTypes.createArrayType(DataTypes.StringType));
    }

    private static void register(SparkSession spark, String name, UDF1<@Nullable String, @Nullable String> function) {
        spark.udf().register(name, function, DataTypes.StringType);
    }

    static @Nullable String standardName(@Nullable String name) {
        if (name == null) {
            return null;
        }
        return emptyToNull(ArabicNames.isArabic(name) ? ArabicNames.standard(name) : EnglishNames.standard(name));
    }

    static @Nullable String latinName(@Nullable String name) {
        if (name == null) {
            return null;
        }
        return emptyToNull(ArabicNames.isArabic(name) ? ArabicNames.latin(name) : EnglishNames.standard(name));
    }

    /** The words that say what kind of lodging a site is are used for each other: a labour camp, an accommodation. */
    static @Nullable String standardSite(@Nullable String name) {
        if (name == null) {
            return null;
        }
        if (ArabicNames.isArabic(name)) {
            return emptyToNull(ArabicNames.standard(name));
        }
        TreeSet<String> words = new TreeSet<>();
        for (String word : EnglishNames.words(name)) {
            if (!LODGING_FILLERS.contains(word)) {
                words.add(word.equals(ACCOMMODATION) ? CAMP : word);
            }
        }
        return emptyToNull(String.join(" ", words));
    }

    /** Every two words of a standard name, so that a slip in one word leaves other pairs whole; a lone word itself. */
    static List<String> wordPairs(@Nullable String standard) {
        if (standard == null) {
            return List.of();
        }
        String[] words = standard.split(" ", -1);
        if (words.length == 1) {
            return List.of(standard);
        }
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            for (int j = i + 1; j < words.length; j++) {
                pairs.add(words[i] + " " + words[j]);
            }
        }
        return pairs;
    }

    static @Nullable String standardSerial(@Nullable String serial) {
        return serial == null ? null : emptyToNull(Serials.fold(serial));
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
