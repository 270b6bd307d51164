package org.wasl.transform.linkage.cluster;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.BiconnectivityInspector;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;

/** Links without which an entity would fall in two: what a wrong merge hangs on. */
public final class Bridges {
    private Bridges() {}

    /** The bridges among some links, the weakest first.
     *
     * @param links rows {@code a, b, weight}
     */
    public static List<Row> of(List<Row> links) {
        Graph<String, DefaultEdge> graph = new SimpleGraph<>(DefaultEdge.class);
        for (Row link : links) {
            graph.addVertex(link.getString(0));
            graph.addVertex(link.getString(1));
            graph.addEdge(link.getString(0), link.getString(1));
        }
        Set<DefaultEdge> bridges = new BiconnectivityInspector<>(graph).getBridges();
        return links.stream()
                .filter(link -> bridges.contains(graph.getEdge(link.getString(0), link.getString(1))))
                .sorted(Comparator.<Row>comparingDouble(link -> link.getDouble(2))
                        .thenComparing(link -> link.getString(0))
                        .thenComparing(link -> link.getString(1)))
                .toList();
    }
}
