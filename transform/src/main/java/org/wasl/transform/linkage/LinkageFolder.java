package org.wasl.transform.linkage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.cluster.Components;
import org.wasl.transform.linkage.cluster.StableIds;
import org.wasl.transform.linkage.cluster.Stars;
import org.wasl.transform.linkage.evaluate.Evaluation;
import org.wasl.transform.linkage.explain.Explanation;
import org.wasl.transform.linkage.model.Input;
import org.wasl.transform.linkage.model.LinkageModel;

/** A directory with the results of one run: {@code pairs.parquet}, {@code clusters.parquet}, {@code model.json}. */
public final class LinkageFolder {
    private static final String SEPARATOR = Linkage.SEPARATOR;

    private static final StructType CLUSTERS = StructType.fromDDL("source string, id string, entity_id string");
    private static final StructType CHANGES =
            StructType.fromDDL("entity_id string, change string, other_entity_id string");
    private static final int PROBABILITY = 4;
    private static final int WEIGHT = 5;
    /** Records of a run that is measured in memory. */
    private static final int FEW = 100_000;

    private final SparkSession spark;
    private final Folder folder;

    public LinkageFolder(SparkSession spark, String directory) {
        this.spark = spark;
        this.folder = new Folder(spark, directory);
    }

    /** Links the inputs and writes the results.
     *
     * @param truth CSV of pairs known to match, to measure by; or null
     * @param previous results of a run whose entity ids are kept; or null
     * @return what a person wants to see of it
     */
    public Report link(LinkageModel model, List<Input> inputs, @Nullable String truth, @Nullable String previous) {
        Linkage linkage = new Linkage(spark, model, inputs);
        Linkage.Result result = linkage.run();
        if (result.few() != null) {
            try {
                return link(linkage, result, result.few(), model, inputs, truth, previous);
            } finally {
                linkage.release();
            }
        }
        Dataset<Row> pairs = result.pairs().persist();
        folder.parquet("pairs.parquet", pairs, "id_l", "id_r", "source_l", "source_r");
        double threshold = model.thresholds().link();
        Dataset<Row> links = pairs.where("probability >= " + threshold);
        Dataset<Row> edges = links.select(
                node("source_l", "id_l").as("a"), node("source_r", "id_r").as("b"), functions.col("weight"));
        Dataset<Row> components = Components.of(edges).persist();
        if (model.clustering() == LinkageModel.Clustering.STAR)
            components = Stars.of(edges, components).persist();
        List<String> sources = inputs.stream().map(Input::source).toList();
        Dataset<Row> clustered = result.records()
                .select(source(sources).as("source"), functions.col("id"))
                .withColumn("node", node("source", "id"))
                .join(components, new String[] {"node"}, "left")
                .selectExpr("source", "id", "coalesce(component, node) AS cluster");
        int generation = 1;
        Dataset<Row> clusters;
        if (previous == null) {
            clusters = StableIds.first(clustered).persist();
            folder.parquet("clusters.parquet", clusters, "source", "id");
        } else {
            Folder before = new Folder(spark, previous);
            generation = before.json("model.json", ModelDocument.class).generation() + 1;
            StableIds ids = StableIds.after(
                    clustered, before.parquet("clusters.parquet").localCheckpoint(), generation);
            clusters = ids.clusters().persist();
            folder.parquet("clusters.parquet", clusters, "source", "id");
            folder.parquet("changes.parquet", ids.changes(), "entity_id", "change", "other_entity_id");
        }
        ModelDocument document = ModelDocument.of(model, inputs, result, generation);
        folder.json("model.json", document);
        Dataset<Row> shapes = shapes(links, components);
        List<Report.Bin> sizes = bins(clusters.groupBy("entity_id").count().selectExpr("`count` AS bin"));
        Report report = new Report(
                document,
                links.count(),
                sizes.stream().mapToLong(Report.Bin::count).sum(),
                bins(pairs.selectExpr("floor(weight) AS bin")),
                unlinkable(linkage.selfWeights(result.parameters(), result.counts())),
                linkage.explain(sample(pairs), result.parameters(), result.counts()),
                sizes,
                loose(shapes),
                truth == null ? null : evaluate(truth));
        List.of(pairs, components, clusters).forEach(Dataset::unpersist);
        linkage.release();
        return report;
    }

    /** The same over pairs and records in memory. */
    private Report link(
            Linkage linkage,
            Linkage.Result result,
            Linkage.Few few,
            LinkageModel model,
            List<Input> inputs,
            @Nullable String truth,
            @Nullable String previous) {
        folder.parquet("pairs.parquet", few.pairs(), Scorer.PAIRS, 0, 1, 2, 3);
        double threshold = model.thresholds().link();
        List<Row> links = few.pairs().stream()
                .filter(pair -> pair.getDouble(PROBABILITY) >= threshold)
                .map(pair -> RowFactory.create(
                        pair.getString(2) + SEPARATOR + pair.getString(0),
                        pair.getString(3) + SEPARATOR + pair.getString(1),
                        pair.getDouble(WEIGHT)))
                .toList();
        Map<String, String> components = Components.of(links);
        if (model.clustering() == LinkageModel.Clustering.STAR) components = Stars.of(links, components);
        Map<String, String> clustered = new TreeMap<>();
        for (Row record : few.records()) {
            String node = inputs.get(record.getInt(0)).source() + SEPARATOR + record.getString(1);
            clustered.put(node, components.getOrDefault(node, node));
        }
        Folder before = previous == null ? null : new Folder(spark, previous);
        int generation = before == null
                ? 1
                : before.json("model.json", ModelDocument.class).generation() + 1;
        StableIds.InMemory ids = StableIds.of(clustered, before == null ? Map.of() : entities(before), generation);
        List<Row> clusters = new ArrayList<>();
        ids.entities().forEach((node, entity) -> {
            String[] record = node.split(SEPARATOR, 2);
            clusters.add(RowFactory.create(record[0], record[1], entity));
        });
        folder.parquet("clusters.parquet", clusters, CLUSTERS, 0, 1);
        if (before != null) folder.parquet("changes.parquet", ids.changes(), CHANGES, 0, 1, 2);
        ModelDocument document = ModelDocument.of(model, inputs, result, generation);
        folder.json("model.json", document);
        Map<String, Long> records = counted(ids.entities().values());
        Map<Long, Long> sizes = new TreeMap<>();
        records.values().forEach(n -> sizes.merge(n, 1L, Long::sum));
        Map<Long, Long> weights = new TreeMap<>();
        few.pairs().forEach(pair -> weights.merge((long) Math.floor(pair.getDouble(WEIGHT)), 1L, Long::sum));
        return new Report(
                document,
                links.size(),
                records.size(),
                bins(weights),
                unlinkable(linkage.selfWeights(result.parameters(), result.counts())),
                linkage.explain(sample(few.pairs()), result.parameters(), result.counts()),
                bins(sizes),
                loose(links, components),
                truth == null
                        ? null
                        : Evaluation.of(few.pairs(), truth(truth, ids.entities().keySet()), threshold));
    }

    private Map<String, String> entities(Folder run) {
        Map<String, String> entities = new HashMap<>();
        run.parquet("clusters.parquet")
                .select("source", "id", "entity_id")
                .collectAsList()
                .forEach(row -> entities.put(row.getString(0) + SEPARATOR + row.getString(1), row.getString(2)));
        return entities;
    }

    private static Map<String, Long> counted(Collection<String> names) {
        Map<String, Long> counted = new TreeMap<>();
        names.forEach(name -> counted.merge(name, 1L, Long::sum));
        return counted;
    }

    private static List<Report.Bin> bins(Map<Long, Long> counted) {
        return counted.entrySet().stream()
                .map(e -> new Report.Bin(e.getKey(), e.getValue()))
                .toList();
    }

    private static List<Linkage.PairOfIds> sample(List<Row> pairs) {
        List<Row> sorted = new ArrayList<>(pairs);
        sorted.sort(Comparator.<Row>comparingInt(pair -> (pair.getString(0) + pair.getString(1)).hashCode()));
        int[] taken = new int[5];
        List<Row> sample = new ArrayList<>();
        for (Row pair : sorted) {
            double p = pair.getDouble(PROBABILITY);
            int band = p < 0.1 ? 0 : p < 0.5 ? 1 : p < 0.9 ? 2 : p < 0.999 ? 3 : 4;
            if (taken[band]++ < 2) sample.add(pair);
        }
        sample.sort(Comparator.<Row>comparingDouble(pair -> -pair.getDouble(WEIGHT))
                .thenComparing(pair -> pair.getString(0))
                .thenComparing(pair -> pair.getString(1)));
        return sample.stream()
                .map(r -> new Linkage.PairOfIds(r.getString(2), r.getString(0), r.getString(3), r.getString(1)))
                .toList();
    }

    private static List<Report.Loose> loose(List<Row> links, Map<String, String> components) {
        Map<String, Long> records = counted(components.values());
        Map<String, Long> joined = new HashMap<>();
        for (Row link : links) {
            String component = components.get(link.getString(0));
            if (component != null) joined.merge(component, 1L, Long::sum);
        }
        return joined.entrySet().stream()
                .map(e -> {
                    long n = records.getOrDefault(e.getKey(), 0L);
                    return new Report.Loose(
                            e.getKey().replace(SEPARATOR, " "), n, e.getValue(), e.getValue() / (n * (n - 1) / 2.0));
                })
                .filter(loose -> loose.records() >= 3 && loose.density() < 1)
                .sorted(Comparator.comparingDouble(Report.Loose::density)
                        .thenComparing(
                                Comparator.comparingLong(Report.Loose::records).reversed())
                        .thenComparing(Report.Loose::entity))
                .limit(8)
                .toList();
    }

    /** Pairs known to match, all of whose records the run has. */
    private List<Row> truth(String file, Collection<String> nodes) {
        Set<String> ids = new HashSet<>();
        nodes.forEach(node -> ids.add(node.substring(node.indexOf(SEPARATOR) + 1)));
        List<Row> known = truth(file).select("id_l", "id_r").collectAsList();
        List<String> unknown = known.stream()
                .flatMap(pair -> Stream.of(pair.getString(0), pair.getString(1)))
                .filter(id -> !ids.contains(id))
                .distinct()
                .sorted(Comparator.nullsFirst(Comparator.naturalOrder()))
                .limit(3)
                .map(String::valueOf)
                .toList();
        if (!unknown.isEmpty()) throw unknown(file, unknown);
        return known;
    }

    private Dataset<Row> truth(String file) {
        Dataset<Row> known =
                spark.read().option("header", true).option("escape", "\"").csv(file);
        if (!List.of(known.columns()).containsAll(List.of("id_l", "id_r"))) {
            throw new TransformException(
                    file + " needs the columns id_l and id_r; it has " + String.join(", ", known.columns()));
        }
        return known;
    }

    private static TransformException unknown(String file, List<String> ids) {
        return new TransformException(file + " names records that this run does not have, such as "
                + String.join(", ", ids) + "; ids are those of the model's `id:` column");
    }

    private static List<Report.Bin> bins(Dataset<Row> rows) {
        return rows.groupBy("bin").count().orderBy("bin").collectAsList().stream()
                .map(r -> new Report.Bin(r.getLong(0), r.getLong(1)))
                .toList();
    }

    private static List<Report.Share> unlinkable(List<Double> reached) {
        List<Report.Share> shares = new ArrayList<>();
        for (int weight = -10; weight <= 40; weight++) {
            double at = weight;
            long below = reached.stream().filter(w -> w < at).count();
            shares.add(new Report.Share(at, reached.isEmpty() ? 0 : (double) below / reached.size()));
        }
        return shares;
    }

    /** Two pairs of each band, the same ones each time. */
    private static List<Linkage.PairOfIds> sample(Dataset<Row> pairs) {
        return pairs
                .withColumn(
                        "band",
                        functions.expr("CASE WHEN probability < 0.1 THEN 0 WHEN probability < 0.5 THEN 1"
                                + " WHEN probability < 0.9 THEN 2 WHEN probability < 0.999 THEN 3 ELSE 4 END"))
                .withColumn(
                        "place", functions.expr("row_number() OVER (PARTITION BY band ORDER BY xxhash64(id_l, id_r))"))
                .where("place <= 2")
                .orderBy(functions.col("weight").desc(), functions.col("id_l"), functions.col("id_r"))
                .collectAsList()
                .stream()
                .map(r -> new Linkage.PairOfIds(r.getString(2), r.getString(0), r.getString(3), r.getString(1)))
                .toList();
    }

    /** Links and records of each component of three records and more. */
    private static Dataset<Row> shapes(Dataset<Row> links, Dataset<Row> components) {
        Dataset<Row> sizes = components.groupBy("component").count().where("`count` >= 3");
        return links.select(node("source_l", "id_l").as("node"))
                .join(components, new String[] {"node"})
                .groupBy("component")
                .agg(functions.expr("count(*) AS links"))
                .join(sizes, new String[] {"component"});
    }

    private static List<Report.Loose> loose(Dataset<Row> shapes) {
        return shapes
                .selectExpr(
                        "component", "`count` AS records", "links", "links / (`count` * (`count` - 1) / 2) AS density")
                .where("density < 1")
                .orderBy(functions.col("density"), functions.col("records").desc(), functions.col("component"))
                .limit(8)
                .collectAsList()
                .stream()
                .map(r -> new Report.Loose(
                        r.getString(0).replace(SEPARATOR, " "), r.getLong(1), r.getLong(2), r.getDouble(3)))
                .toList();
    }

    private static org.apache.spark.sql.Column node(String source, String id) {
        return functions.concat(functions.col(source), functions.lit(SEPARATOR), functions.col(id));
    }

    private static org.apache.spark.sql.Column source(List<String> names) {
        org.apache.spark.sql.Column name = functions.lit(names.get(0));
        for (int i = 1; i < names.size(); i++) {
            name = functions
                    .when(functions.col("source").equalTo(i), names.get(i))
                    .otherwise(name);
        }
        return name;
    }

    /** Why a pair weighs what it does, by the run's parameters and its inputs as they are now. */
    public Explanation explain(String left, String right) {
        ModelDocument document = folder.json("model.json", ModelDocument.class);
        List<String> sources = document.inputs().stream().map(Input::source).toList();
        String[] l = sourceAndId(left, sources);
        String[] r = sourceAndId(right, sources);
        Linkage.PairOfIds pair = new Linkage.PairOfIds(l[0], l[1], r[0], r[1]);
        List<Explanation> explanations =
                new Linkage(spark, document.model(), document.inputs()).explain(List.of(pair), document.parameters());
        if (explanations.isEmpty()) {
            throw new TransformException("the inputs of this run have no record " + pair.left() + " or no record "
                    + pair.right() + "; ids are those of the column "
                    + document.model().id());
        }
        return explanations.get(0);
    }

    /** {@code SOURCE:ID} where the source is one of the run's, else an id alone. */
    private static @Nullable String[] sourceAndId(String text, List<String> sources) {
        for (String source : sources) {
            if (text.startsWith(source + ":")) return new String[] {source, text.substring(source.length() + 1)};
        }
        return new @Nullable String[] {null, text};
    }

    public Evaluation evaluate(String truth) {
        double threshold = folder.json("model.json", ModelDocument.class)
                .model()
                .thresholds()
                .link();
        List<Row> records =
                folder.parquet("clusters.parquet").select("source", "id").takeAsList(FEW + 1);
        if (records.size() <= FEW) {
            List<Row> pairs = folder.parquet("pairs.parquet")
                    .select("id_l", "id_r", "source_l", "source_r", "probability", "weight")
                    .collectAsList();
            List<String> nodes = records.stream()
                    .map(row -> row.getString(0) + SEPARATOR + row.getString(1))
                    .toList();
            return Evaluation.of(pairs, truth(truth, nodes), threshold);
        }
        Dataset<Row> known = truth(truth);
        List<String> some = known
                .selectExpr("explode(array(id_l, id_r)) AS id")
                .distinct()
                .join(folder.parquet("clusters.parquet"), new String[] {"id"}, "left_anti")
                .orderBy("id")
                .limit(3)
                .collectAsList()
                .stream()
                .map(row -> String.valueOf(row.getString(0)))
                .toList();
        if (!some.isEmpty()) throw unknown(truth, some);
        return Evaluation.of(folder.parquet("pairs.parquet"), known, threshold);
    }
}
