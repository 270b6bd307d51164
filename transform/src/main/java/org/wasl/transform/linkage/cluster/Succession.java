package org.wasl.transform.linkage.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** {@link StableIds} of clusters in memory: which entity of the run before lives on in which of them. */
public final class Succession {
    private final int generation;
    private final Map<String, Shares> shared = new HashMap<>();
    private final Map<String, Heir> heirs = new HashMap<>();

    /** @param generation number of this run, from 1 */
    public Succession(int generation) {
        this.generation = generation;
    }

    /** A record that was of an entity and is in a cluster now. */
    public void add(String entity, String cluster) {
        shared.computeIfAbsent(entity, k -> new Shares()).add(cluster);
    }

    /** Decides, when all records have been added, which entities live on. */
    public void decide() {
        shared.forEach((entity, shares) -> {
            String home = shares.home();
            heirs.merge(home, new Heir(entity, shares.of(home)), Heir::first);
        });
    }

    /** The entity that a cluster is now. */
    public String entity(String cluster) {
        Heir heir = heirs.get(cluster);
        return heir == null ? StableIds.mint(cluster, generation) : heir.entity();
    }

    /** What became of the entities of before, those that only kept their ids left out.
     *
     * @param before all of them, some more than once
     * @return rows {@code entity_id, change, other_entity_id}
     */
    public List<Row> changes(Stream<String> before) {
        List<Row> changes = new ArrayList<>();
        shared.forEach((entity, shares) -> {
            String home = shares.home();
            shares.eachCluster(cluster -> {
                String now = entity(cluster);
                if (entity.equals(now)) return;
                boolean merged = cluster.equals(home);
                changes.add(
                        merged ? RowFactory.create(entity, "merged", now) : RowFactory.create(now, "split", entity));
            });
        });
        before.filter(entity -> !shared.containsKey(entity))
                .distinct()
                .forEach(entity -> changes.add(RowFactory.create(entity, "gone", null)));
        return changes;
    }

    /** What gives a cluster its id: an entity of before, and how many records it shares with it. */
    private record Heir(String entity, long records) {
        /** The one with more; of two that have as many, the one whose name comes first. */
        Heir first(Heir other) {
            boolean mine = records > other.records || (records == other.records && entity.compareTo(other.entity) < 0);
            return mine ? this : other;
        }
    }

    /** How many records an entity of before has in each cluster; mostly all are in one. */
    private static final class Shares {
        private String first = "";
        private long ofFirst;
        private @Nullable Map<String, Long> others;

        void add(String cluster) {
            if (ofFirst == 0) first = cluster;
            if (cluster.equals(first)) ofFirst++;
            else {
                if (others == null) others = new HashMap<>();
                others.merge(cluster, 1L, Long::sum);
            }
        }

        long of(String cluster) {
            return others == null || cluster.equals(first) ? ofFirst : others.getOrDefault(cluster, 0L);
        }

        /** The cluster with most; of those with as many, the one whose name comes first. */
        String home() {
            if (others == null) return first;
            String home = first;
            for (String cluster : others.keySet()) {
                long more = of(cluster) - of(home);
                if (more > 0 || (more == 0 && cluster.compareTo(home) < 0)) home = cluster;
            }
            return home;
        }

        void eachCluster(Consumer<String> into) {
            into.accept(first);
            if (others != null) others.keySet().forEach(into);
        }
    }
}
