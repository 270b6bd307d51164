package org.wasl.transform.landed;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Landed rows by the feed's contract: a column that an older contract did not have reads as null. */
public final class LandedSchema {
    private LandedSchema() {}

    public static StructType of(Programme.Feed feed) {
        List<StructField> fields = new ArrayList<>(List.of(
                field("delivery_id", DataTypes.StringType),
                field("source", DataTypes.StringType),
                field("source_file", DataTypes.StringType),
                field("source_line", DataTypes.LongType)));
        for (Programme.FeedColumn column : feed.columns()) {
            fields.add(field(column.name(), type(column.type())));
        }
        if (feed.feed().equals("survey")) {
            fields.add(field(
                    "answers",
                    DataType.fromDDL("array<struct<question: string, variable: string, value: string, number: double,"
                            + " status: string>>")));
        }
        return new StructType(fields.toArray(StructField[]::new));
    }

    private static DataType type(String contractType) {
        return switch (contractType) {
            case "integer" -> DataTypes.LongType;
            case "decimal" -> DataTypes.DoubleType;
            case "boolean" -> DataTypes.BooleanType;
            case "date" -> DataTypes.DateType;
            case "timestamp" -> DataTypes.TimestampType;
            case "list" -> DataTypes.createArrayType(DataTypes.StringType);
            default -> DataTypes.StringType;
        };
    }

    private static StructField field(String name, DataType type) {
        return DataTypes.createStructField(name, type, true);
    }
}
