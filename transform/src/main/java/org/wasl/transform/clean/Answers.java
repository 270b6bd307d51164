package org.wasl.transform.clean;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.schema.Column;
import org.wasl.transform.schema.ColumnType;
import scala.collection.Seq;

/**
 * {@code valid_answers(answers)}: an interview's answers side by side, one field a variable, null where there is no
 * valid answer. In SQL this was a look-up of each variable in a map, in methods too long for the JVM to compile.
 */
public final class Answers {
    /** Variables that the models themselves read; a programme that does not ask them has nulls. */
    private static final Set<String> READ_AS_NUMBER = Set.of("age");

    private static final Set<String> READ_AS_TEXT = Set.of(
            "sex",
            "nationality",
            "wg_seeing",
            "wg_hearing",
            "wg_walking",
            "wg_remembering",
            "wg_self_care",
            "wg_communicating");

    private Answers() {}

    public static void register(SparkSession spark, List<Column> variables) {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        variables.forEach(v -> types.put(v.name(), v.type()));
        READ_AS_NUMBER.stream().sorted().forEach(name -> types.putIfAbsent(name, ColumnType.DOUBLE));
        READ_AS_TEXT.stream().sorted().forEach(name -> types.putIfAbsent(name, ColumnType.STRING));
        StructType fields = new StructType();
        Map<String, Integer> positions = new LinkedHashMap<>();
        for (Map.Entry<String, ColumnType> variable : types.entrySet()) {
            positions.put(variable.getKey(), fields.size());
            fields = fields.add(variable.getKey(), variable.getValue().spark());
        }
        List<ColumnType> ordered = new ArrayList<>(types.values());
        spark.udf()
                .register(
                        "valid_answers",
                        (UDF1<@Nullable Seq<Row>, Row>) answers -> sideBySide(answers, positions, ordered),
                        fields);
    }

    /** @param answers rows of {@code question, variable, value, number, status} */
    private static Row sideBySide(@Nullable Seq<Row> answers, Map<String, Integer> positions, List<ColumnType> types) {
        @Nullable Object[] values = new @Nullable Object[types.size()];
        for (int i = 0; answers != null && i < answers.size(); i++) {
            Row answer = answers.apply(i);
            Integer position = positions.get(answer.getString(1));
            if (position != null && "valid".equals(answer.getString(4))) {
                values[position] = typed(answer, types.get(position));
            }
        }
        return RowFactory.create(values);
    }

    private static @Nullable Object typed(Row answer, ColumnType type) {
        if (type == ColumnType.STRING) {
            return answer.getString(2);
        }
        if (answer.isNullAt(3)) {
            return null;
        }
        double number = answer.getDouble(3);
        return type == ColumnType.DOUBLE ? (Object) number : (Object) (long) number;
    }
}
