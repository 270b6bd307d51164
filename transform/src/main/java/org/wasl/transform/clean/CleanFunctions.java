package org.wasl.transform.clean;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.standardise.Standardisers;

/**
 * Standard forms as SQL functions of a text: {@code organisation_words}, {@code standard_site}, {@code
 * standard_serial}. Null and what standardises to nothing are null.
 */
public final class CleanFunctions {
    private CleanFunctions() {}

    public static void register(SparkSession spark) {
        register(spark, "organisation_words", Standardisers.named("organisation_words")::apply);
        register(spark, "standard_site", Standardisers.named("lodging")::apply);
        register(spark, "standard_serial", CleanFunctions::standardSerial);
    }

    private static void register(SparkSession spark, String name, UDF1<@Nullable String, @Nullable String> function) {
        spark.udf().register(name, function, DataTypes.StringType);
    }

    static @Nullable String standardSerial(@Nullable String serial) {
        String folded = serial == null ? "" : Serials.fold(serial);
        return folded.isEmpty() ? null : folded;
    }
}
