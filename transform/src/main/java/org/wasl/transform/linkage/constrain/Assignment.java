package org.wasl.transform.linkage.constrain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.Graphs;
import org.jgrapht.alg.connectivity.ConnectivityInspector;
import org.jgrapht.alg.interfaces.MatchingAlgorithm;
import org.jgrapht.alg.matching.MaximumWeightBipartiteMatching;
import org.jgrapht.alg.matching.blossom.v5.KolmogorovWeightedMatching;
import org.jgrapht.alg.matching.blossom.v5.ObjectiveSense;
import org.jgrapht.graph.AsSubgraph;
import org.jgrapht.graph.SimpleWeightedGraph;
import org.jgrapht.util.SupplierUtil;

/**
 * The pairs that together weigh most where each record has one partner at most. Weights add up, so this is the most
 * probable one-to-one linkage (Jaro 1989, section 4); a greedy choice can be far from it. Between two sources an
 * assignment, within one a matching.
 */
final class Assignment {
    /** What the matching adds for its own ends. */
    private static final int NO_PAIR = -1;

    private Assignment() {}

    /** A pair of nodes and what choosing it is worth, above 0. */
    record Candidate(String left, String right, double worth, int number) {}

    /** The numbers of the chosen pairs. */
    static Set<Integer> choose(List<Candidate> candidates) {
        Graph<String, Edge> graph =
                new SimpleWeightedGraph<>(SupplierUtil.createStringSupplier(), () -> new Edge(NO_PAIR));
        for (Candidate c : candidates) {
            if (c.worth() <= 0 || c.left().equals(c.right())) continue;
            graph.addVertex(c.left());
            graph.addVertex(c.right());
            Edge edge = new Edge(c.number());
            if (graph.addEdge(c.left(), c.right(), edge)) graph.setEdgeWeight(edge, c.worth());
        }
        Set<Integer> chosen = new HashSet<>();
        for (Set<String> nodes : new ConnectivityInspector<>(graph).connectedSets()) {
            Graph<String, Edge> component = copy(graph, nodes);
            if (component.edgeSet().size() == 1)
                chosen.add(component.edgeSet().iterator().next().number);
            else for (Edge edge : matching(component).getMatching().getEdges()) chosen.add(edge.number);
        }
        return chosen;
    }

    /** A component of its own: the matching within one source adds nodes to what it is given. */
    private static Graph<String, Edge> copy(Graph<String, Edge> graph, Set<String> nodes) {
        Graph<String, Edge> copy =
                new SimpleWeightedGraph<>(SupplierUtil.createStringSupplier(), () -> new Edge(NO_PAIR));
        for (String node : nodes) copy.addVertex(node);
        for (Edge edge : new AsSubgraph<>(graph, nodes).edgeSet()) {
            copy.addEdge(graph.getEdgeSource(edge), graph.getEdgeTarget(edge), edge);
            copy.setEdgeWeight(edge, graph.getEdgeWeight(edge));
        }
        return copy;
    }

    private static MatchingAlgorithm<String, Edge> matching(Graph<String, Edge> component) {
        List<Set<String>> sides = sides(component);
        return sides.isEmpty()
                ? new KolmogorovWeightedMatching<>(component, ObjectiveSense.MAXIMIZE)
                : new MaximumWeightBipartiteMatching<>(component, sides.get(0), sides.get(1));
    }

    /** The two sides of a graph whose edges all run between them; nothing where there is no such division. */
    private static List<Set<String>> sides(Graph<String, Edge> component) {
        Set<String> left = new HashSet<>();
        Set<String> right = new HashSet<>();
        List<String> open = new ArrayList<>();
        String first = component.vertexSet().iterator().next();
        left.add(first);
        open.add(first);
        while (!open.isEmpty()) {
            String node = open.remove(open.size() - 1);
            Set<String> own = left.contains(node) ? left : right;
            Set<String> other = own == left ? right : left;
            for (String neighbour : Graphs.neighborListOf(component, node)) {
                if (own.contains(neighbour)) return List.of();
                if (other.add(neighbour)) open.add(neighbour);
            }
        }
        return List.of(left, right);
    }

    /** An edge that knows its pair. */
    private static final class Edge {
        final int number;

        Edge(int number) {
            this.number = number;
        }
    }
}
