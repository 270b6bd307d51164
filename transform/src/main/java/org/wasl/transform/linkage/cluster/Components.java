package org.wasl.transform.linkage.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Connected components: records joined by a chain of links. Each task first shortens its own links to a forest; then
 * stars are drawn together until nothing moves (Kiveris et al. 2014, "Connected Components in MapReduce and Beyond",
 * the alternation of large-star and small-star). Few links are joined in one task of one executor instead.
 */
public final class Components {
    private static final StructType EDGES = StructType.fromDDL("a string, b string");
    /** Links that one task joins by itself. */
    private static final long ONE_TASK = 5_000_000;

    private Components() {}

    /** Joins links to components.
     *
     * @param links rows with the texts {@code a, b}
     * @return rows {@code node, component} of every record that has a link; a component is named by its least record
     */
    public static Dataset<Row> of(Dataset<Row> links) {
        return of(links, ONE_TASK);
    }

    static Dataset<Row> of(Dataset<Row> links, long oneTask) {
        Dataset<Row> forest = forest(links).persist();
        Dataset<Row> stars = forest.count() <= oneTask ? forest(forest.coalesce(1)) : stars(forest);
        return stars.selectExpr("b AS node", "a AS component")
                .union(stars.selectExpr("a AS node", "a AS component").distinct());
    }

    /** The component of every record that has a link, of links {@code a, b} in memory. */
    public static Map<String, String> of(List<Row> links) {
        Map<String, String> components = new HashMap<>();
        join(links.iterator()).forEachRemaining(star -> {
            components.put(star.getString(0), star.getString(0));
            components.put(star.getString(1), star.getString(0));
        });
        return components;
    }

    /** Links of each partition as stars: the least record of a tree with each of the others. */
    private static Dataset<Row> forest(Dataset<Row> links) {
        return links.select("a", "b")
                .mapPartitions((MapPartitionsFunction<Row, Row>) Components::join, Encoders.row(EDGES));
    }

    private static Iterator<Row> join(Iterator<Row> links) {
        Map<String, Integer> numbers = new HashMap<>();
        List<String> names = new ArrayList<>();
        List<Integer> parents = new ArrayList<>();
        links.forEachRemaining(link -> {
            int a = root(parents, number(link.getString(0), numbers, names, parents));
            int b = root(parents, number(link.getString(1), numbers, names, parents));
            if (a == b) return;
            boolean first = names.get(a).compareTo(names.get(b)) < 0;
            parents.set(first ? b : a, first ? a : b);
        });
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            int root = root(parents, i);
            if (root != i) rows.add(RowFactory.create(names.get(root), names.get(i)));
        }
        return rows.iterator();
    }

    private static int number(String name, Map<String, Integer> numbers, List<String> names, List<Integer> parents) {
        return numbers.computeIfAbsent(name, n -> {
            names.add(n);
            parents.add(parents.size());
            return parents.size() - 1;
        });
    }

    private static int root(List<Integer> parents, int of) {
        int at = of;
        while (parents.get(at) != at) {
            parents.set(at, parents.get(parents.get(at)));
            at = parents.get(at);
        }
        return at;
    }

    private static Dataset<Row> stars(Dataset<Row> forest) {
        Dataset<Row> edges = forest;
        long before = -1;
        while (true) {
            Dataset<Row> next = smallStar(largeStar(edges)).localCheckpoint();
            Row sum = next.agg(functions.expr("count(*)"), functions.expr("sum(CAST(xxhash64(a, b) AS DECIMAL(38)))"))
                    .first();
            long now = sum.getLong(0) == 0 ? 0 : sum.getDecimal(1).hashCode();
            if (now == before) return next;
            before = now;
            edges = next;
        }
    }

    /** Every record's greater neighbours are joined to the least of its neighbours and itself. */
    private static Dataset<Row> largeStar(Dataset<Row> edges) {
        Dataset<Row> both = edges.select("a", "b").union(edges.selectExpr("b AS a", "a AS b"));
        return both.groupBy("a")
                .agg(functions.expr("least(a, min(b)) AS least"), functions.expr("collect_set(b) AS neighbours"))
                .selectExpr("least", "a AS self", "explode(neighbours) AS b")
                .where("b > self")
                .selectExpr("least AS a", "b")
                .distinct();
    }

    /** Every record and its lesser neighbours are joined to the least of these. */
    private static Dataset<Row> smallStar(Dataset<Row> edges) {
        return edges.groupBy("b")
                .agg(functions.expr("min(a) AS least"), functions.expr("collect_set(a) AS neighbours"))
                .selectExpr("least AS a", "explode(array_append(neighbours, b)) AS b")
                .where("a <> b")
                .distinct();
    }
}
