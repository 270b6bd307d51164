package org.wasl.ingest.contract;

import org.jspecify.annotations.Nullable;

/**
 * What a delivery must hold to be used; a broken one quarantines it.
 *
 * @param minRowsOfLast landed rows over those of the source's last delivery, at least
 * @param maxRowsOfLast the same, at most
 * @param freshDays age at which a feed's last delivery counts as stale: a matter of today, never of a delivery
 */
public record Thresholds(
        @Nullable Double maxRejectShare,
        @Nullable Long minRows,
        @Nullable Long maxRows,
        @Nullable Double minRowsOfLast,
        @Nullable Double maxRowsOfLast,
        @Nullable Integer freshDays) {}
