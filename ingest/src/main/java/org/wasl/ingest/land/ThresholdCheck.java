package org.wasl.ingest.land;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wasl.ingest.DeliveryRecord;
import org.wasl.ingest.contract.Thresholds;

/** Quarantines a delivery that breaks a threshold of its contract: what was meant as a register is not used half. */
public final class ThresholdCheck {
    private final Thresholds thresholds;

    public ThresholdCheck(Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    /**
     * The delivery as it is, or quarantined.
     *
     * @param last the source's delivery before it, if there is one
     */
    public DeliveryRecord judge(DeliveryRecord delivery, @Nullable DeliveryRecord last) {
        String broken = broken(delivery, last);
        return broken == null ? delivery : delivery.quarantined(broken);
    }

    private @Nullable String broken(DeliveryRecord delivery, @Nullable DeliveryRecord last) {
        long read = delivery.rowsRead();
        long landed = delivery.rowsLanded();
        Double share = thresholds.maxRejectShare();
        if (share != null && read > 0 && delivery.rowsRejected() > share * read) {
            return delivery.rowsRejected() + " of " + read + " rows are rejected ("
                    + percent(delivery.rowsRejected() / (double) read) + "; at most " + percent(share)
                    + " are allowed): see 'wasl rejects --feed " + delivery.feed() + "', and send a corrected file";
        }
        Long least = thresholds.minRows();
        if (least != null && landed < least) {
            return read == 0
                    ? "the file has a header and no rows; at least " + least + " are expected"
                    : landed + " rows landed; at least " + least + " are expected";
        }
        Long most = thresholds.maxRows();
        if (most != null && landed > most) return landed + " rows landed; at most " + most + " are expected";
        return last == null ? null : brokenAgainst(last, landed);
    }

    private @Nullable String brokenAgainst(DeliveryRecord last, long landed) {
        Double least = thresholds.minRowsOfLast();
        Double most = thresholds.maxRowsOfLast();
        String before = "the delivery before it (" + last.file() + ") had " + last.rowsLanded();
        if (least != null && landed < least * last.rowsLanded()) {
            return landed + " rows landed, but " + before + ": fewer than " + percent(least) + " of that; is it whole?";
        }
        if (most != null && landed > most * last.rowsLanded()) {
            return landed + " rows landed, but " + before + ": more than " + percent(most) + " of that";
        }
        return null;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
