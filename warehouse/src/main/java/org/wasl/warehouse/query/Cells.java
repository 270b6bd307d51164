package org.wasl.warehouse.query;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;

/** Turns what the driver returns into plain values: numbers, booleans, text, lists and maps. */
final class Cells {
    private Cells() {}

    static @Nullable Object plain(ResultSet result, int column) throws SQLException {
        return plain(result.getObject(column));
    }

    private static @Nullable Object plain(@Nullable Object value) throws SQLException {
        if (value == null || value instanceof Number || value instanceof Boolean || value instanceof String) {
            return value;
        }
        if (value instanceof Array array) {
            List<@Nullable Object> list = new ArrayList<>();
            for (Object element : (Object[]) array.getArray()) {
                list.add(plain(element));
            }
            return list;
        }
        if (value instanceof DuckDBStruct struct) {
            return fields(struct.getMap());
        }
        if (value instanceof Struct struct) {
            List<@Nullable Object> list = new ArrayList<>();
            for (Object attribute : struct.getAttributes()) {
                list.add(plain(attribute));
            }
            return list;
        }
        if (value instanceof Map<?, ?> map) {
            return fields(map);
        }
        if (value instanceof OffsetDateTime time) {
            return time.withOffsetSameInstant(ZoneOffset.UTC).toInstant().toString();
        }
        if (value instanceof java.sql.Timestamp time) {
            return Instant.ofEpochMilli(time.getTime())
                    .plusNanos(time.getNanos() % 1_000_000)
                    .toString();
        }
        if (value instanceof LocalDateTime time) {
            return time.toString();
        }
        return value.toString();
    }

    private static Map<String, @Nullable Object> fields(Map<?, ?> map) throws SQLException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            fields.put(String.valueOf(entry.getKey()), plain(entry.getValue()));
        }
        return fields;
    }

    /** As people read it; null is empty. */
    static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isNaN(number) || Double.isInfinite(number)
                    ? Double.toString(number)
                    : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return value.toString();
    }
}
