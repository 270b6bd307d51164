package org.wasl.transform.linkage;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.wasl.transform.linkage.compare.Kernel;
import org.wasl.transform.linkage.compare.Slots;
import org.wasl.transform.linkage.compare.Tokens;
import org.wasl.transform.linkage.estimate.PatternCounts;
import org.wasl.transform.linkage.model.Input;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.model.LinkageModel.Comparison;
import org.wasl.transform.linkage.model.LinkageModel.Level;
import org.wasl.transform.linkage.review.Decided;

/**
 * Links of the views that a model names as its inputs, as part of a larger plan. A link's rule is what the pair shows,
 * by the names of comparisons and the labels of their levels: {@code registration same, name alike}.
 */
public final class ViewLinkage implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final StructType LINKS =
            StructType.fromDDL("id_l string, id_r string, probability double, rule string, reviewer string");
    /** Scored pairs are rows {@code id_l, id_r, source_l, source_r, probability, weight, rule, reviewer}. */
    private static final int PROBABILITY = 4;

    private static final int RULE = 6;
    private static final int REVIEWER = 7;
    /** The slots of the left record, where they stand beside a pair; those of the right follow. */
    private static final int LEFT = 8;

    private final LinkageModel model;
    private final List<String> sources;
    private final Decided decided;

    private ViewLinkage(LinkageModel model, Decided decided) {
        this.model = model;
        this.decided = decided;
        sources = model.inputs().stream().map(Input::source).toList();
    }

    /**
     * The links, {@code id_l, id_r, probability, rule, reviewer}.
     *
     * @param oneTask whether the records are so few that one task links them, when the result is asked for; else what the
     *     blocks cost is counted at once
     */
    public static Dataset<Row> links(SparkSession spark, LinkageModel model, Decided decided, boolean oneTask) {
        ViewLinkage linkage = new ViewLinkage(model, decided);
        return oneTask ? linkage.byOneTask(spark) : linkage.byMany(spark);
    }

    private Dataset<Row> byOneTask(SparkSession spark) {
        MapPartitionsFunction<Row, Row> link = rows -> {
            List<Row> records = new ArrayList<>();
            rows.forEachRemaining(records::add);
            Plan plan = new Plan(model, sources.size());
            OneTask task = new OneTask(plan, sources, decided);
            List<Row> pairs = task.link(records).pairs();
            return links(plan, pairs, records, sources).iterator();
        };
        Slots slots = new Plan(model, sources.size()).slots();
        Dataset<Row> records = Records.slots(Records.read(spark, model.inputs(), model), model, slots);
        return Tokens.of(records, slots.tokens())
                .weighed(records, slots.tokens())
                .coalesce(1)
                .mapPartitions(link, Encoders.row(LINKS));
    }

    private Dataset<Row> byMany(SparkSession spark) {
        Linkage.Result result = new Linkage(spark, model, model.inputs(), decided).run();
        Plan plan = new Plan(model, sources.size());
        if (result.found() instanceof Linkage.Few few)
            return spark.createDataFrame(links(plan, few.pairs(), few.records(), sources), LINKS);
        Linkage.Many many = (Linkage.Many) result.found();
        String names = "element_at(array('" + String.join("', '", sources) + "'), source + 1) AS source_";
        Dataset<Row> left = many.records().selectExpr(names + "l", "id AS id_l", "struct(*) AS l");
        Dataset<Row> right = many.records().selectExpr(names + "r", "id AS id_r", "struct(*) AS r");
        double least = model.thresholds().link();
        Kernel kernel = plan.kernel();
        MapPartitionsFunction<Row, Row> link = pairs -> {
            List<Row> links = new ArrayList<>();
            pairs.forEachRemaining(
                    pair -> links.add(link(pair, model, kernel, pair.getStruct(LEFT), pair.getStruct(LEFT + 1))));
            return links.iterator();
        };
        return many.pairs()
                .where("probability >= " + least)
                .join(left, new String[] {"source_l", "id_l"})
                .join(right, new String[] {"source_r", "id_r"})
                .select("id_l", "id_r", "source_l", "source_r", "probability", "weight", "rule", "reviewer", "l", "r")
                .mapPartitions(link, Encoders.row(LINKS));
    }

    private static List<Row> links(Plan plan, List<Row> pairs, List<Row> records, List<String> sources) {
        Map<List<String>, Row> byId = new HashMap<>();
        for (Row record : records) byId.put(List.of(sources.get(record.getInt(0)), record.getString(1)), record);
        Kernel kernel = plan.kernel();
        List<Row> links = new ArrayList<>();
        for (Row pair : pairs) {
            Row left = byId.get(List.of(pair.getString(2), pair.getString(0)));
            Row right = byId.get(List.of(pair.getString(3), pair.getString(1)));
            if (left == null
                    || right == null
                    || pair.getDouble(PROBABILITY) < plan.model().thresholds().link()) continue;
            links.add(link(pair, plan.model(), kernel, left, right));
        }
        return links;
    }

    private static Row link(Row pair, LinkageModel model, Kernel kernel, Row left, Row right) {
        String reviewer = pair.getString(REVIEWER);
        String rule = pair.getString(RULE);
        return RowFactory.create(
                pair.get(0),
                pair.get(1),
                pair.get(PROBABILITY),
                Decided.RULE.equals(rule) ? rule : shown(model, kernel, left, right),
                reviewer);
    }

    /** What a pair shows, in words, of the comparisons that say something. */
    private static String shown(LinkageModel model, Kernel kernel, Row left, Row right) {
        int[] levels = PatternCounts.levels(kernel.pattern(Explainer.terms(left), Explainer.terms(right)), kernel);
        StringJoiner shown = new StringJoiner(", ");
        for (int c = 0; c < levels.length; c++) {
            Comparison comparison = model.comparisons().get(c);
            Level level = comparison.levels().get(levels[c]);
            if (!level.missing()) shown.add(comparison.name() + " " + level.label());
        }
        return shown.toString();
    }
}
