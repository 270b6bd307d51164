package org.wasl.transform.schema;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Type of a column, by the name DuckDB and Spark share for it. */
public enum ColumnType {
    STRING,
    BIGINT,
    DOUBLE,
    BOOLEAN,
    DATE,
    TIMESTAMP;

    public DataType spark() {
        return switch (this) {
            case STRING -> DataTypes.StringType;
            case BIGINT -> DataTypes.LongType;
            case DOUBLE -> DataTypes.DoubleType;
            case BOOLEAN -> DataTypes.BooleanType;
            case DATE -> DataTypes.DateType;
            case TIMESTAMP -> DataTypes.TimestampType;
        };
    }
}
