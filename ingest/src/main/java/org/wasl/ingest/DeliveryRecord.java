package org.wasl.ingest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of a delivery: {@code delivery.json}.
 *
 * @param synthetic whether the inbox it lay in said that its records are made up
 * @param sequence order of arrival within the feed
 * @param columnsAdded headers that neither contract nor questionnaire knows
 * @param columnsMissing columns that the contract or questionnaire knows and the file has not
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record DeliveryRecord(
        String feed,
        String source,
        String deliveryId,
        String file,
        String path,
        String sha256,
        long bytes,
        @Nullable LocalDate asOf,
        int revision,
        boolean synthetic,
        int sequence,
        String mode,
        @Nullable String encoding,
        @Nullable String delimiter,
        @Nullable String sheet,
        long rowsRead,
        long rowsLanded,
        long rowsRejected,
        SortedMap<String, Long> rejectsByRule,
        Status status,
        @Nullable String message,
        List<String> columnsAdded,
        List<String> columnsMissing,
        int contractVersion,
        String contractSha256,
        String landedAt) {

    /** Later deliveries supersede earlier ones in this order, within a feed. */
    public static final Comparator<DeliveryRecord> ORDER = Comparator.comparing(DeliveryRecord::feed)
            .thenComparing(DeliveryRecord::asOf, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparingInt(DeliveryRecord::revision)
            .thenComparingInt(DeliveryRecord::sequence)
            .thenComparing(DeliveryRecord::deliveryId);

    /** What can become of a delivery. */
    public enum Status {
        /** Its rows are used. */
        @JsonProperty("landed")
        LANDED,
        /** A threshold is broken: its rows are kept and not used. */
        @JsonProperty("quarantined")
        QUARANTINED,
        /** It could not be read. */
        @JsonProperty("failed")
        FAILED,
        /** The same bytes were delivered before; said in results, never stored. */
        @JsonProperty("duplicate")
        DUPLICATE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same delivery, with its rows kept and not used. */
    public DeliveryRecord quarantined(String why) {
        return with(Status.QUARANTINED, why);
    }

    /** A record of a delivery of which nothing was landed. */
    static DeliveryRecord of(Delivery delivery, Status status, String message) {
        return new DeliveryRecord(
                delivery.feed(),
                delivery.source(),
                delivery.id(),
                delivery.name(),
                delivery.path(),
                delivery.sha256(),
                delivery.bytes(),
                delivery.asOf(),
                delivery.revision(),
                delivery.synthetic(),
                0,
                "",
                null,
                null,
                null,
                0,
                0,
                0,
                new TreeMap<>(),
                status,
                message,
                List.of(),
                List.of(),
                0,
                "",
                "");
    }

    private DeliveryRecord with(Status changed, String why) {
        return new DeliveryRecord(
                feed,
                source,
                deliveryId,
                file,
                path,
                sha256,
                bytes,
                asOf,
                revision,
                synthetic,
                sequence,
                mode,
                encoding,
                delimiter,
                sheet,
                rowsRead,
                rowsLanded,
                rowsRejected,
                rejectsByRule,
                changed,
                why,
                columnsAdded,
                columnsMissing,
                contractVersion,
                contractSha256,
                landedAt);
    }

    @JsonIgnore
    public boolean usable() {
        return status == Status.LANDED;
    }
}
