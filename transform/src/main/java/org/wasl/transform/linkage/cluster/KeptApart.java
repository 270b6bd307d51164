package org.wasl.transform.linkage.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.wasl.transform.linkage.model.LinkageModel.Clustering;
import org.wasl.transform.linkage.review.Decided;

/**
 * Clusters of one component in which confirmed pairs are together and refused ones are not, even by a chain: what people
 * confirmed is joined first, then link by link, the weightiest first, what nobody refused (the constraints "must link"
 * and "cannot link" of Davidson and Ravi 2005, "Agglomerative Hierarchical Clustering with Constraints").
 */
final class KeptApart {
    private final Map<String, String> parents = new HashMap<>();
    /** By cluster, the records that must not come into it. */
    private final Map<String, Set<String>> enemies = new HashMap<>();

    private final List<Link> links;

    record Link(String a, String b, double weight) {}

    KeptApart(List<Link> links, Decided decided) {
        this.links = links.stream()
                .sorted(Comparator.comparingDouble((Link link) -> -link.weight())
                        .thenComparing(Link::a)
                        .thenComparing(Link::b))
                .toList();
        for (Link link : this.links) {
            parents.put(link.a(), link.a());
            parents.put(link.b(), link.b());
        }
        for (List<String> pair : decided.pairs(false)) {
            if (!parents.containsKey(pair.get(0)) || !parents.containsKey(pair.get(1))) continue;
            enemies.computeIfAbsent(pair.get(0), k -> new HashSet<>()).add(pair.get(1));
            enemies.computeIfAbsent(pair.get(1), k -> new HashSet<>()).add(pair.get(0));
        }
        for (List<String> pair : decided.pairs(true)) {
            if (parents.containsKey(pair.get(0)) && parents.containsKey(pair.get(1))) join(pair.get(0), pair.get(1));
        }
    }

    /** The cluster of each record, named by its least one. */
    Map<String, String> clusters(Clustering clustering) {
        if (clustering == Clustering.STAR) stars();
        else for (Link link : links) join(link.a(), link.b());
        Map<String, String> names = new HashMap<>();
        List<String> nodes = parents.keySet().stream().sorted().toList();
        Map<String, String> clusters = new HashMap<>();
        for (String node : nodes) clusters.put(node, names.computeIfAbsent(root(node), root -> node));
        return clusters;
    }

    /** As {@link Stars}, of groups of confirmed records in the place of records. */
    private void stars() {
        Map<String, Map<String, Double>> neighbours = new TreeMap<>();
        for (Link link : links) {
            String a = root(link.a());
            String b = root(link.b());
            if (a.equals(b)) continue;
            neighbours.computeIfAbsent(a, k -> new HashMap<>()).merge(b, link.weight(), Math::max);
            neighbours.computeIfAbsent(b, k -> new HashMap<>()).merge(a, link.weight(), Math::max);
        }
        Map<String, Double> pull = new HashMap<>();
        neighbours.forEach((node, of) ->
                pull.put(node, of.values().stream().mapToDouble(w -> w).sum()));
        List<String> centres = new ArrayList<>(neighbours.keySet());
        centres.sort(Comparator.<String>comparingDouble(node -> -pull.getOrDefault(node, 0.0))
                .thenComparing(node -> node));
        Set<String> taken = new HashSet<>();
        for (String centre : centres) {
            if (!taken.add(centre)) continue;
            Map<String, Double> of = neighbours.getOrDefault(centre, Map.of());
            of.keySet().stream()
                    .filter(other -> !taken.contains(other))
                    .sorted(Comparator.<String>comparingDouble(other -> -of.getOrDefault(other, 0.0))
                            .thenComparing(other -> other))
                    .forEach(other -> {
                        if (join(centre, other)) taken.add(other);
                    });
        }
    }

    /** Joins two records' clusters, unless that would bring a refused pair together. */
    private boolean join(String a, String b) {
        String x = root(a);
        String y = root(b);
        if (x.equals(y)) return true;
        Set<String> ofX = enemies.getOrDefault(x, Set.of());
        if (ofX.stream().anyMatch(enemy -> root(enemy).equals(y))) return false;
        parents.put(y, x);
        Set<String> ofY = enemies.remove(y);
        if (ofY != null) enemies.computeIfAbsent(x, k -> new HashSet<>()).addAll(ofY);
        return true;
    }

    private String root(String node) {
        String at = node;
        String parent = parents.getOrDefault(at, at);
        while (!parent.equals(at)) {
            String above = parents.getOrDefault(parent, parent);
            parents.put(at, above);
            at = parent;
            parent = above;
        }
        return at;
    }
}
