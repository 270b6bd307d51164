package org.wasl.warehouse.survey;

/** Names and values as DuckDB reads them. */
final class Quoted {
    private Quoted() {}

    static String name(String column) {
        return '"' + column.replace("\"", "\"\"") + '"';
    }

    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** Every bit of the double: a bare literal would be read as a decimal. */
    static String number(double value) {
        return "'" + value + "'::double";
    }

    /** True for a row whose column, as text, is this value. */
    static String is(String column, String value) {
        return "(" + name(column) + "::varchar = " + text(value) + ")";
    }
}
