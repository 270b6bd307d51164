package org.wasl.transform.clean;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.standardise.Standardisers;

/**
 * Standard forms as SQL functions of a text: {@code organisation_words}, {@code standard_site}, {@code
 * standard_serial}. Null and what standardises to nothing are null. {@code legal_forms} is a list, empty where a name
 * tells none.
 */
public final class CleanFunctions {
    private static final Pattern ARABIC = Pattern.compile("\\p{IsArabic}");
    private static final String COMPANY = "company";

    private CleanFunctions() {}

    public static void register(SparkSession spark) {
        register(spark, "organisation_words", Standardisers.named("organisation_words")::apply);
        register(spark, "standard_site", Standardisers.named("lodging")::apply);
        register(spark, "standard_serial", CleanFunctions::standardSerial);
        UDF1<@Nullable String, List<String>> legalForms = CleanFunctions::legalForms;
        spark.udf().register("legal_forms", legalForms, DataTypes.createArrayType(DataTypes.StringType));
    }

    private static void register(SparkSession spark, String name, UDF1<@Nullable String, @Nullable String> function) {
        spark.udf().register(name, function, DataTypes.StringType);
    }

    static @Nullable String standardSerial(@Nullable String serial) {
        String folded = serial == null ? "" : Serials.fold(serial);
        return folded.isEmpty() ? null : folded;
    }

    /**
     * What a name tells of its legal form, letter by letter and in law: {@code Al Noor Co. W.L.L.} is {@code [en company
     * wll, wll]}.
     */
    static List<String> legalForms(@Nullable String name) {
        String forms = Standardisers.named("legal_forms").apply(name);
        if (forms == null) return List.of();
        String inLaw = Arrays.stream(forms.split(" "))
                .filter(form -> !form.equals(COMPANY))
                .findFirst()
                .orElse(COMPANY);
        String script = ARABIC.matcher(name).find() ? "ar " : "en ";
        return List.of(script + forms, inLaw);
    }
}
