package org.wasl.warehouse.release;

import java.util.List;

/**
 * Everything a release is made from. Two equal inputs are the same release.
 *
 * @param deliveries landed deliveries, in the order in which they were applied
 * @param configSha256 hash over the resolved programme directory
 * @param codeVersion hash of the application's own classes
 * @param decisionsSha256 hash of the link decisions people took; empty when there are none
 */
public record ReleaseInputs(
        List<Delivery> deliveries, String configSha256, String codeVersion, String decisionsSha256) {
    public ReleaseInputs {
        deliveries = List.copyOf(deliveries);
    }

    /** One landed delivery and the contract that it was read by. */
    public record Delivery(String feed, String deliveryId, String contractSha256) {}
}
