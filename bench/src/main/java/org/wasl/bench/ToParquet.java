package org.wasl.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Turns a CSV file into a Parquet file: {@code ToParquet a.csv a.parquet}. */
public final class ToParquet {
    private ToParquet() {}

    public static void main(String[] files) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("copy (from read_csv('" + files[0].replace("'", "''") + "')) to '"
                    + files[1].replace("'", "''") + "' (format parquet, compression zstd)");
        }
    }
}
