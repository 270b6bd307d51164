package org.wasl.warehouse.release;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/** One line of {@code releases/history.jsonl}: a release became current. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record HistoryEntry(
        String release,
        @JsonProperty("published_at") Instant publishedAt,
        int deliveries,
        int tables,
        long rows,
        int warnings,
        @JsonProperty("manifest_sha256") String manifestSha256) {}
