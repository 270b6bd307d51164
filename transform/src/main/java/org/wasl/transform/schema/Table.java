package org.wasl.transform.schema;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A table as declared: {@code tables/<name>.yaml}, with provenance and survey variables added.
 *
 * @param feed feed whose landed rows say how large the table will be
 * @param rowsEach rows of this table for each landed row of that feed, roughly; decides the number of files
 */
public record Table(
        String name,
        String description,
        List<String> primaryKey,
        List<Column> columns,
        List<Check> checks,
        String feed,
        int rowsEach) {
    public Table {
        primaryKey = List.copyOf(primaryKey);
        columns = List.copyOf(columns);
        checks = List.copyOf(checks);
    }

    public List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
    }

    /** The schema Spark writes: every column nullable in the file, checks say what may be null. */
    public StructType spark() {
        return new StructType(columns.stream()
                .map(c -> DataTypes.createStructField(c.name(), c.type().spark(), true))
                .toArray(StructField[]::new));
    }
}
