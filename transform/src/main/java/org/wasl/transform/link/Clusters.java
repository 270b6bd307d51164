package org.wasl.transform.link;

import java.io.Serializable;
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
import org.apache.spark.sql.types.StructType;

/**
 * Connected components of links: records joined by a chain of links are one cluster, named by its least record id.
 * Union–find in one task of one executor; pairs that survive threshold and constraint are few beside the records.
 */
public final class Clusters {
    private static final StructType SCHEMA = StructType.fromDDL("id string, cluster string");

    private Clusters() {}

    /** Rows {@code id, cluster} for every record that has a link. */
    public static Dataset<Row> of(Dataset<Row> pairs) {
        return pairs.select("id_l", "id_r")
                .coalesce(1)
                .mapPartitions((MapPartitionsFunction<Row, Row>) Clusters::components, Encoders.row(SCHEMA));
    }

    private static Iterator<Row> components(Iterator<Row> pairs) {
        Forest forest = new Forest();
        pairs.forEachRemaining(pair -> forest.join(pair.getString(0), pair.getString(1)));
        return forest.rows();
    }

    /** Disjoint sets with path halving; the root of a set is its least id. */
    private static final class Forest implements Serializable {
        private static final long serialVersionUID = 1L;
        private final Map<String, String> parents = new HashMap<>();

        void join(String left, String right) {
            String l = root(left);
            String r = root(right);
            if (l.compareTo(r) < 0) {
                parents.put(r, l);
            } else if (r.compareTo(l) < 0) {
                parents.put(l, r);
            }
        }

        Iterator<Row> rows() {
            List<Row> rows = new ArrayList<>(parents.size());
            for (String id : new ArrayList<>(parents.keySet())) {
                rows.add(RowFactory.create(id, root(id)));
            }
            return rows.iterator();
        }

        private String root(String id) {
            String at = id;
            String parent = parents.computeIfAbsent(at, k -> k);
            while (!parent.equals(at)) {
                String grandparent = parents.getOrDefault(parent, parent);
                parents.put(at, grandparent);
                at = grandparent;
                parent = parents.getOrDefault(at, at);
            }
            return at;
        }
    }
}
