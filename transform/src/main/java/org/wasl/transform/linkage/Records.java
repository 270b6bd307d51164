package org.wasl.transform.linkage;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.compare.Slots;
import org.wasl.transform.linkage.compare.Term;
import org.wasl.transform.linkage.file.ModelFile;
import org.wasl.transform.linkage.model.Input;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.model.LinkageModel.ModelColumn;
import org.wasl.transform.linkage.standardise.Standardiser;

/** The records of all sources as one table, standardised. */
final class Records {
    static final String SOURCE = "wasl_source";
    static final String ID = "wasl_id";

    private Records() {}

    /** Rows {@code wasl_source, wasl_id} and every column of the inputs, as it stands in them. */
    static Dataset<Row> read(SparkSession spark, List<Input> inputs, LinkageModel model) {
        return read(inputs, model, input -> read(spark, input));
    }

    /** The same of inputs that somebody else reads. */
    static Dataset<Row> read(List<Input> inputs, LinkageModel model, Function<Input, Dataset<Row>> reader) {
        Dataset<Row> all = null;
        for (int i = 0; i < inputs.size(); i++) {
            Dataset<Row> one = reader.apply(inputs.get(i));
            if (one.columns().length == 0) {
                throw new TransformException(inputs.get(i).path() + " is empty: it has not even a heading");
            }
            String id = id(one, inputs.get(i), model.ids());
            one = one.select(
                    functions.lit(i).as(SOURCE),
                    functions.col(ModelFile.quote(id)).cast("string").as(ID),
                    functions.col("*"));
            all = all == null ? one : all.unionByName(one, true);
        }
        if (all == null) throw new TransformException("there is nothing to link: give --input FILE");
        return all;
    }

    /** The first of the columns by which the model names records that an input has. */
    private static String id(Dataset<Row> records, Input input, List<String> ids) {
        List<String> columns = List.of(records.columns());
        return ids.stream()
                .filter(columns::contains)
                .findFirst()
                .orElseThrow(() -> new TransformException(input.path() + " has no column '"
                        + String.join("' or '", ids) + "', which the model names as `id:`; its columns are "
                        + String.join(", ", columns)));
    }

    /** Every column of one input, as text. */
    static Dataset<Row> read(SparkSession spark, Input input) {
        try {
            if (input.view().isPresent()) return texts(spark.table(input.view().get()));
            if (input.sql() != null) return texts(new ReleaseTables(spark, input.path()).query(input.sql()));
            boolean parquet = input.release() != null
                    || input.path().toLowerCase(Locale.ROOT).contains(".parquet");
            Dataset<Row> read = parquet ? spark.read().parquet(input.path()) : csv(spark, input.path());
            return texts(read);
        } catch (Exception e) {
            if (e instanceof AnalysisException || e instanceof RuntimeException) {
                throw new TransformException(
                        "cannot read " + input.path() + ": "
                                + String.valueOf(e.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse(""),
                        e);
            }
            throw e;
        }
    }

    private static Dataset<Row> csv(SparkSession spark, String path) {
        return SmallCsv.read(spark, path)
                .orElseGet(() -> spark.read()
                        .option("header", true)
                        .option("multiLine", true)
                        .option("quote", "\"")
                        .option("escape", "\"")
                        .option("encoding", "UTF-8")
                        .option("maxCharsPerColumn", -1)
                        .csv(path));
    }

    /** Every value as text; a list as its elements' texts. */
    private static Dataset<Row> texts(Dataset<Row> read) {
        return read.select(java.util.Arrays.stream(read.schema().fields())
                .map(field -> {
                    Column column = functions.col(ModelFile.quote(field.name()));
                    return (field.dataType() instanceof ArrayType
                                    ? column.cast("array<string>")
                                    : column.cast("string"))
                            .as(field.name());
                })
                .toArray(Column[]::new));
    }

    /** The table with the model's columns beside or in place of the inputs'. */
    private static Dataset<Row> standardised(Dataset<Row> read, LinkageModel model) {
        Set<String> replaced = new LinkedHashSet<>();
        List<Column> columns = new ArrayList<>();
        for (ModelColumn column : model.columns()) {
            replaced.add(column.name().toLowerCase(Locale.ROOT));
            Column value = functions.expr(column.expression());
            if (!column.standardise().isEmpty()) value = standardised(read, column, value);
            columns.add(value.as(column.name()));
        }
        List<Column> kept = new ArrayList<>();
        for (String name : read.columns()) {
            if (!replaced.contains(name.toLowerCase(Locale.ROOT))) kept.add(functions.col(ModelFile.quote(name)));
        }
        kept.addAll(columns);
        try {
            return read.select(kept.toArray(Column[]::new));
        } catch (Exception e) {
            throw missing(e, "columns", read);
        }
    }

    /** A text in standard form, or each text of a list; of a list each form once, and nothing where none is left. */
    private static Column standardised(Dataset<Row> read, ModelColumn column, Column value) {
        Standardiser standardiser = new Standardiser(column.standardise());
        if (isList(read, column, value)) {
            UDF1<scala.collection.Seq<String>, List<String>> each = list -> {
                if (list == null) return null;
                List<String> forms = scala.jdk.javaapi.CollectionConverters.asJava(list).stream()
                        .map(standardiser::of)
                        .filter(Objects::nonNull)
                        .distinct()
                        .sorted()
                        .toList();
                return forms.isEmpty() ? null : forms;
            };
            return functions
                    .udf(each, DataTypes.createArrayType(DataTypes.StringType))
                    .apply(value.cast("array<string>"));
        }
        return functions
                .udf((UDF1<String, String>) standardiser::of, DataTypes.StringType)
                .apply(value.cast("string"));
    }

    private static boolean isList(Dataset<Row> read, ModelColumn column, Column value) {
        try {
            return read.select(value).schema().fields()[0].dataType() instanceof ArrayType;
        } catch (Exception e) {
            throw missing(e, "columns: " + column.name(), read);
        }
    }

    /** Rows {@code source, id, s0, s1 …}: what comparisons and rules read of a model's records, as texts. */
    static Dataset<Row> slots(Dataset<Row> read, LinkageModel model, Slots slots) {
        return slots(standardised(read, model), slots, model.emptyLists());
    }

    /** The same of records that are standardised.
     *
     * @param emptyLists whether a list without elements is a text without characters; else it is missing
     */
    static Dataset<Row> slots(Dataset<Row> standardised, Slots slots, boolean emptyLists) {
        List<String> expressions = slots.expressions();
        try {
            StructType types =
                    standardised.selectExpr(expressions.toArray(String[]::new)).schema();
            List<String> selected = new ArrayList<>(List.of(SOURCE + " AS source", ID + " AS id"));
            IntStream.range(0, expressions.size()).forEach(i -> {
                boolean list = types.fields()[i].dataType() instanceof ArrayType;
                String text = list
                        ? "array_join(" + expressions.get(i) + ", '" + Term.SEPARATOR + "')"
                        : "CAST(" + expressions.get(i) + " AS STRING)";
                selected.add((list && emptyLists ? text : "nullif(" + text + ", '')") + " AS s" + i);
            });
            return standardised.selectExpr(selected.toArray(String[]::new));
        } catch (Exception e) {
            throw missing(e, "the model", standardised);
        }
    }

    private static TransformException missing(Exception e, String where, Dataset<Row> table) {
        String message = String.valueOf(e.getMessage());
        java.util.regex.Matcher name =
                java.util.regex.Pattern.compile("with name (`[^ ]+`)").matcher(message);
        String columns = java.util.Arrays.stream(table.columns())
                .filter(c -> !c.startsWith("wasl_"))
                .collect(Collectors.joining(", "));
        return new TransformException(
                name.find()
                        ? where + " reads the column " + name.group(1) + ", which the input does not have; it has "
                                + columns
                        : where + ": " + message.lines().findFirst().orElse(""),
                e);
    }
}
