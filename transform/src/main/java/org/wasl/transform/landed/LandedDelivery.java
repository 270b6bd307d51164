package org.wasl.transform.landed;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What transform needs of {@code delivery.json}.
 *
 * @param asOf ISO date the file speaks of
 * @param directory where its Parquet lies
 * @param parts its landed Parquet files
 * @param rejects its {@code rejects.parquet}, where there are any
 */
public record LandedDelivery(
        String deliveryId,
        String feed,
        @Nullable String source,
        String file,
        @Nullable String asOf,
        @Nullable Long revision,
        String mode,
        String status,
        long rowsRead,
        long rowsLanded,
        long rowsRejected,
        @Nullable String message,
        String directory,
        List<String> parts,
        @Nullable String rejects) {
    public LandedDelivery {
        parts = List.copyOf(parts);
    }

    boolean usable() {
        return status.equals("landed");
    }

    LandedDelivery at(String where, List<String> parquet, @Nullable String rejected) {
        return new LandedDelivery(
                deliveryId,
                feed,
                source,
                file,
                asOf,
                revision,
                mode,
                status,
                rowsRead,
                rowsLanded,
                rowsRejected,
                message,
                where,
                parquet,
                rejected);
    }

    /** {@code delivery.json} as it lies on disk; keys that transform does not use are passed over. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Document(
            @JsonProperty("delivery_id") String deliveryId,
            String feed,
            @Nullable String source,
            String file,
            @JsonProperty("as_of") @Nullable String asOf,
            @Nullable Long revision,
            String mode,
            String status,
            @JsonProperty("rows_read") long rowsRead,
            @JsonProperty("rows_landed") long rowsLanded,
            @JsonProperty("rows_rejected") long rowsRejected,
            @Nullable String message) {
        LandedDelivery delivery() {
            return new LandedDelivery(
                    deliveryId,
                    feed,
                    source,
                    file,
                    asOf,
                    revision,
                    mode,
                    status,
                    rowsRead,
                    rowsLanded,
                    rowsRejected,
                    message,
                    "",
                    List.of(),
                    null);
        }
    }
}
