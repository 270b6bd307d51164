package org.wasl.jobs.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.wasl.ingest.Delivery;

/**
 * Deliveries are read side by side, but those of one source are finished one after the other: each is compared with the
 * one before it, and the result may not depend on which thread was faster.
 */
final class Turns {
    private final Map<String, CompletableFuture<Boolean>> finished = new HashMap<>();
    private final Map<String, List<CompletableFuture<Boolean>>> before = new HashMap<>();

    /** Turns for deliveries in the order in which they are started. */
    Turns(List<Delivery> deliveries) {
        Map<String, List<CompletableFuture<Boolean>>> ofSource = new LinkedHashMap<>();
        for (Delivery delivery : deliveries) {
            List<CompletableFuture<Boolean>> earlier =
                    ofSource.computeIfAbsent(delivery.feed() + "/" + delivery.source(), s -> new ArrayList<>());
            before.put(delivery.path(), List.copyOf(earlier));
            CompletableFuture<Boolean> own = new CompletableFuture<>();
            finished.put(delivery.path(), own);
            earlier.add(own);
        }
    }

    /** Waits until all earlier deliveries of the same source are finished. They have been started before this one. */
    void await(Delivery delivery) throws InterruptedException {
        for (CompletableFuture<Boolean> earlier : before.getOrDefault(delivery.path(), List.of())) {
            try {
                if (earlier.get()) continue;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
            // Interrupted, or the disk is full: a restart finishes both, in their order.
            throw new InterruptedException("an earlier delivery of " + delivery.source() + " was not finished");
        }
    }

    /** Lets those that wait go on; {@code completed} is false where the step has to be restarted. */
    void done(Delivery delivery, boolean completed) {
        CompletableFuture<Boolean> own = finished.get(delivery.path());
        if (own != null) own.complete(completed);
    }
}
