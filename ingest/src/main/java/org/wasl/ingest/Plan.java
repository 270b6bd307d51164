package org.wasl.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wasl.ingest.contract.Contracts;
import org.wasl.ingest.contract.FeedContract;

/**
 * What a scan of the inbox comes to.
 *
 * @param pending to be landed, in the order of the scan: new bytes, or bytes landed by a contract that has changed since
 * @param duplicates the same bytes once more under another name; nothing is to be done
 * @param known landed before, from the same file; nothing is to be done
 */
public record Plan(List<Delivery> pending, List<DeliveryRecord> duplicates, List<DeliveryRecord> known) {
    public Plan {
        pending = List.copyOf(pending);
        duplicates = List.copyOf(duplicates);
        known = List.copyOf(known);
    }

    /** Compares a scan with what is in the landing zone. */
    public static Plan of(List<Delivery> scanned, Landing landing, Contracts contracts) {
        Map<String, Delivery> first = first(scanned, landing);
        List<Delivery> pending = new ArrayList<>();
        List<DeliveryRecord> duplicates = new ArrayList<>();
        List<DeliveryRecord> known = new ArrayList<>();
        for (Delivery delivery : scanned) {
            Delivery original = first.getOrDefault(key(delivery), delivery);
            Optional<FeedContract> contract = contracts.feed(delivery.feed());
            if (!original.path().equals(delivery.path())) {
                String why = "holds the same bytes as " + original.path() + "; nothing was landed twice";
                duplicates.add(DeliveryRecord.of(delivery, DeliveryRecord.Status.DUPLICATE, why));
            } else if (delivery.isRead() && contract.isPresent()) {
                landing.find(delivery, contract.get()).ifPresentOrElse(known::add, () -> pending.add(delivery));
            } else {
                pending.add(delivery);
            }
        }
        return new Plan(pending, duplicates, known);
    }

    /** Of files with the same bytes, the one on record counts; where none is, the first. */
    private static Map<String, Delivery> first(List<Delivery> scanned, Landing landing) {
        Map<String, Delivery> first = new HashMap<>();
        for (Delivery delivery : scanned) {
            if (!delivery.isRead()) continue;
            boolean onRecord = landing.find(delivery)
                    .filter(record -> record.path().equals(delivery.path()))
                    .isPresent();
            if (onRecord) first.put(key(delivery), delivery);
            else first.putIfAbsent(key(delivery), delivery);
        }
        return first;
    }

    private static String key(Delivery delivery) {
        return delivery.isRead() ? delivery.feed() + "/" + delivery.id() : delivery.path();
    }
}
