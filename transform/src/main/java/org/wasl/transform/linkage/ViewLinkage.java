package org.wasl.transform.linkage;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.wasl.transform.linkage.compare.Slots;
import org.wasl.transform.linkage.compare.Tokens;
import org.wasl.transform.linkage.model.Input;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.review.Decided;

/** Links of the views that a model names as its inputs, as part of a larger plan. */
public final class ViewLinkage {
    private static final StructType LINKS =
            StructType.fromDDL("id_l string, id_r string, probability double, rule string, reviewer string");

    private ViewLinkage() {}

    /**
     * The links, {@code id_l, id_r, probability, rule, reviewer}.
     *
     * @param oneTask whether the records are so few that one task links them, when the result is asked for; else what the
     *     blocks cost is counted at once
     */
    public static Dataset<Row> links(SparkSession spark, LinkageModel model, Decided decided, boolean oneTask) {
        List<Input> inputs = model.inputs();
        if (!oneTask) {
            return new Linkage(spark, model, inputs, decided)
                    .run()
                    .pairs()
                    .where("probability >= " + model.thresholds().link())
                    .select("id_l", "id_r", "probability", "rule", "reviewer");
        }
        List<String> sources = inputs.stream().map(Input::source).toList();
        MapPartitionsFunction<Row, Row> link = rows -> {
            List<Row> records = new ArrayList<>();
            rows.forEachRemaining(records::add);
            OneTask task = new OneTask(new Plan(model, sources.size()), sources, decided);
            return task.link(records, task.analysis(records)).pairs().stream()
                    .filter(pair -> pair.getDouble(4) >= model.thresholds().link())
                    .map(pair -> RowFactory.create(pair.get(0), pair.get(1), pair.get(4), pair.get(6), pair.get(7)))
                    .iterator();
        };
        Slots slots = new Plan(model, sources.size()).slots();
        Dataset<Row> records =
                Records.slots(Records.standardised(Records.read(spark, inputs, model.id()), model), slots);
        return Tokens.of(records, slots.tokens())
                .weighed(records, slots.tokens())
                .coalesce(1)
                .mapPartitions(link, Encoders.row(LINKS));
    }
}
