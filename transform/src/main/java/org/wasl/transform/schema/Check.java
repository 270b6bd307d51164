package org.wasl.transform.schema;

/**
 * A check of a release, as DuckDB SQL that returns the offending rows.
 *
 * @param severity {@code error} keeps the old release current, {@code warn} is shown
 */
public record Check(String id, String severity, String sql, String message) {}
