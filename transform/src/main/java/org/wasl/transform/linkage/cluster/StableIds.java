package org.wasl.transform.linkage.cluster;

import java.util.HexFormat;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.XxHash64Function;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Entity ids that last: an entity of the run before lives on in the cluster that holds most of its records, and a
 * cluster bears the id of the entity that gave it most. Others get ids made of the run's number, so none is used again.
 *
 * @param clusters rows {@code source, id, entity_id, content}
 * @param changes rows {@code entity_id, change, other_entity_id}: {@code merged} into another, {@code split} from
 *     another, {@code gone}
 */
public record StableIds(Dataset<Row> clusters, Dataset<Row> changes) {
    /** The seed of Spark's function xxhash64. */
    private static final long HASH_SEED = 42;

    /** Names the clusters of a first run.
     *
     * @param clustered rows {@code source, id, content, cluster}
     */
    public static Dataset<Row> first(Dataset<Row> clustered) {
        return clustered.select(
                functions.col("source"),
                functions.col("id"),
                functions.expr(minted(1)).as("entity_id"),
                functions.col("content"));
    }

    /** Names the clusters of a later run.
     *
     * @param clustered rows {@code source, id, content, cluster}
     * @param previous rows {@code source, id, entity_id} of the run before
     * @param generation number of this run, from 1
     */
    public static StableIds after(Dataset<Row> clustered, Dataset<Row> previous, int generation) {
        Dataset<Row> shared = clustered
                .join(previous.withColumnRenamed("entity_id", "before"), new String[] {"source", "id"})
                .groupBy("before", "cluster")
                .count()
                .withColumn(
                        "home",
                        functions.expr("row_number() OVER (PARTITION BY before ORDER BY `count` DESC, cluster) = 1"))
                .persist();
        Dataset<Row> heirs = shared.where("home")
                .withColumn(
                        "place",
                        functions.expr("row_number() OVER (PARTITION BY cluster ORDER BY `count` DESC, before)"))
                .where("place = 1")
                .selectExpr("cluster", "before AS heir");
        Dataset<Row> named = clustered
                .join(heirs, new String[] {"cluster"}, "left")
                .selectExpr(
                        "source", "id", "cluster", "coalesce(heir, " + minted(generation) + ") AS entity_id", "content")
                .persist();
        Dataset<Row> ids = named.select("cluster", "entity_id").distinct();
        Dataset<Row> moved = shared.join(ids, new String[] {"cluster"}).where("before <> entity_id");
        Dataset<Row> changes = moved.where("home")
                .selectExpr("before AS entity_id", "'merged' AS change", "entity_id AS other_entity_id")
                .union(moved.where("NOT home")
                        .selectExpr("entity_id", "'split' AS change", "before AS other_entity_id"))
                .union(previous.selectExpr("entity_id AS before")
                        .distinct()
                        .join(shared, new String[] {"before"}, "left_anti")
                        .selectExpr(
                                "before AS entity_id", "'gone' AS change", "CAST(NULL AS STRING) AS other_entity_id"));
        return new StableIds(named.drop("cluster"), changes);
    }

    /** What {@link #minted} is in SQL. */
    static String mint(String cluster, int generation) {
        long hash = XxHash64Function.hash(
                generation,
                DataTypes.IntegerType,
                XxHash64Function.hash(UTF8String.fromString(cluster), DataTypes.StringType, HASH_SEED));
        return "e" + HexFormat.of().toHexDigits(hash);
    }

    private static String minted(int generation) {
        return "'e' || lower(lpad(hex(xxhash64(cluster, " + generation + ")), 16, '0'))";
    }
}
