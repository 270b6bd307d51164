package org.wasl.transform.linkage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.wasl.transform.linkage.cluster.Bridges;
import org.wasl.transform.linkage.explain.Explanation;

/** What a person wants to see of pairs and clusters, counted in memory or by many tasks. */
final class Findings {
    private static final int PROBABILITY = 4;
    private static final int WEIGHT = 5;
    /** Pairs shown of each band of probability. */
    private static final int OF_BAND = 2;
    /** Links of one entity in which bridges are looked for. */
    private static final int BRIDGED = 100_000;
    /** Entities shown that may be wrong. */
    private static final int LOOSE = 8;

    private Findings() {}

    static Map<String, Long> counted(Collection<String> names) {
        Map<String, Long> counted = new HashMap<>();
        names.forEach(name -> counted.merge(name, 1L, Long::sum));
        return counted;
    }

    static List<Report.Bin> bins(Map<Long, Long> counted) {
        return counted.entrySet().stream()
                .map(e -> new Report.Bin(e.getKey(), e.getValue()))
                .toList();
    }

    /** @param rows rows {@code bin} */
    static List<Report.Bin> bins(Dataset<Row> rows) {
        return rows.groupBy("bin").count().orderBy("bin").collectAsList().stream()
                .map(r -> new Report.Bin(r.getLong(0), r.getLong(1)))
                .toList();
    }

    static List<Report.Share> unlinkable(List<Double> reached) {
        List<Report.Share> shares = new ArrayList<>();
        for (int weight = -10; weight <= 40; weight++) {
            double at = weight;
            long below = reached.stream().filter(w -> w < at).count();
            shares.add(new Report.Share(at, reached.isEmpty() ? 0 : (double) below / reached.size()));
        }
        return shares;
    }

    /** Two pairs of each band, the same ones each time. */
    static List<Explainer.PairOfIds> sample(List<Row> pairs) {
        Map<Integer, List<Hashed>> bands = new HashMap<>();
        for (Row pair : pairs) {
            double p = pair.getDouble(PROBABILITY);
            int band = p < 0.1 ? 0 : p < 0.5 ? 1 : p < 0.9 ? 2 : p < 0.999 ? 3 : 4;
            List<Hashed> least = bands.computeIfAbsent(band, b -> new ArrayList<>());
            least.add(new Hashed((pair.getString(0) + pair.getString(1)).hashCode(), pair));
            least.sort(Comparator.comparingInt(Hashed::hash));
            if (least.size() > OF_BAND) least.remove(OF_BAND);
        }
        List<Row> sample = new ArrayList<>();
        bands.values().forEach(band -> band.forEach(hashed -> sample.add(hashed.pair())));
        sample.sort(Comparator.<Row>comparingDouble(pair -> -pair.getDouble(WEIGHT))
                .thenComparing(pair -> pair.getString(0))
                .thenComparing(pair -> pair.getString(1)));
        return sample.stream().map(Findings::ids).toList();
    }

    private record Hashed(int hash, Row pair) {}

    static List<Explainer.PairOfIds> sample(Dataset<Row> pairs) {
        return pairs
                .withColumn(
                        "band",
                        functions.expr("CASE WHEN probability < 0.1 THEN 0 WHEN probability < 0.5 THEN 1"
                                + " WHEN probability < 0.9 THEN 2 WHEN probability < 0.999 THEN 3 ELSE 4 END"))
                .withColumn(
                        "place", functions.expr("row_number() OVER (PARTITION BY band ORDER BY xxhash64(id_l, id_r))"))
                .where("place <= " + OF_BAND)
                .orderBy(functions.col("weight").desc(), functions.col("id_l"), functions.col("id_r"))
                .collectAsList()
                .stream()
                .map(Findings::ids)
                .toList();
    }

    /** Of a pair {@code id_l, id_r, source_l, source_r, …} what names its records. */
    static Explainer.PairOfIds ids(Row pair) {
        return new Explainer.PairOfIds(pair.getString(2), pair.getString(0), pair.getString(3), pair.getString(1));
    }

    /**
     * The entities of three records and more in which the fewest pairs are linked.
     *
     * @param links rows {@code a, b, weight}
     * @param clusters cluster by record
     */
    static List<Report.Loose> loose(List<Row> links, Map<String, String> clusters) {
        Map<String, Long> records = counted(clusters.values());
        Map<String, Long> joined = new HashMap<>();
        for (Row link : links) {
            String cluster = clusters.get(link.getString(0));
            if (cluster != null && cluster.equals(clusters.get(link.getString(1))))
                joined.merge(cluster, 1L, Long::sum);
        }
        List<Loose> loosest = joined.entrySet().stream()
                .map(e -> {
                    long n = records.getOrDefault(e.getKey(), 0L);
                    return new Loose(e.getKey(), n, e.getValue(), e.getValue() / (n * (n - 1) / 2.0));
                })
                .filter(loose -> loose.records() >= 3 && loose.density() < 1)
                .sorted(Comparator.comparingDouble(Loose::density)
                        .thenComparing(Comparator.comparingLong(Loose::records).reversed())
                        .thenComparing(Loose::cluster))
                .limit(LOOSE)
                .toList();
        Map<String, List<Row>> within = new HashMap<>();
        loosest.forEach(loose -> within.put(loose.cluster(), new ArrayList<>()));
        for (Row link : links) {
            String cluster = clusters.get(link.getString(0));
            List<Row> of = within.get(cluster);
            if (of != null && Objects.equals(cluster, clusters.get(link.getString(1)))) of.add(link);
        }
        return loosest.stream()
                .map(loose -> loose.with(within.getOrDefault(loose.cluster(), List.of())))
                .toList();
    }

    /** An entity before its bridges are known. */
    private record Loose(String cluster, long records, long links, double density) {
        /** @param links rows {@code a, b, weight} within it */
        Report.Loose with(List<Row> links) {
            List<Row> bridges = Bridges.of(links);
            return new Report.Loose(
                    cluster.replace(Linkage.SEPARATOR, " "),
                    records,
                    this.links,
                    density,
                    bridges.size(),
                    bridges.isEmpty()
                            ? ""
                            : id(bridges.get(0).getString(0)) + " – "
                                    + id(bridges.get(0).getString(1)));
        }

        private static String id(String node) {
            return node.substring(node.indexOf(Linkage.SEPARATOR) + 1);
        }
    }

    /** @param clusters rows {@code node, component} */
    static List<Report.Loose> loose(Dataset<Row> links, Dataset<Row> clusters) {
        Dataset<Row> sizes = clusters.groupBy("component").count().where("`count` >= 3");
        Dataset<Row> within = links.join(clusters.toDF("a", "component"), new String[] {"a"})
                .join(clusters.toDF("b", "component"), new String[] {"b", "component"});
        List<Loose> loosest = within
                .groupBy("component")
                .agg(functions.expr("count(*) AS links"))
                .join(sizes, new String[] {"component"})
                .selectExpr(
                        "component", "`count` AS records", "links", "links / (`count` * (`count` - 1) / 2) AS density")
                .where("density < 1")
                .orderBy(functions.col("density"), functions.col("records").desc(), functions.col("component"))
                .limit(LOOSE)
                .collectAsList()
                .stream()
                .map(r -> new Loose(r.getString(0), r.getLong(1), r.getLong(2), r.getDouble(3)))
                .toList();
        return loosest.stream()
                .map(loose -> loose.with(within.where(functions.col("component").equalTo(loose.cluster()))
                        .select("a", "b", "weight")
                        .limit(BRIDGED)
                        .collectAsList()))
                .toList();
    }

    /** What becomes of known matches that are no links.
     *
     * @param missed how many there are
     * @param some of them, explained
     */
    static Report.Missed missed(long missed, List<Explanation> some) {
        Map<String, Long> foundBy = new TreeMap<>();
        Map<String, Long> agreeing = new TreeMap<>();
        long unfound = 0;
        for (Explanation pair : some) {
            if (pair.blockedBy() != null) {
                foundBy.merge(pair.blockedBy(), 1L, Long::sum);
                continue;
            }
            unfound++;
            for (Explanation.Part part : pair.parts()) {
                if (part.left().equals(part.right()) && !part.left().equals(Explainer.NOTHING)) {
                    agreeing.merge(part.comparison(), 1L, Long::sum);
                }
            }
        }
        return new Report.Missed(missed, some.size(), foundBy, unfound, agreeing);
    }
}
