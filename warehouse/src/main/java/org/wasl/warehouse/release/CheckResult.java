package org.wasl.warehouse.release;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What one check of a table found.
 *
 * @param rows how many rows offend
 * @param message what the check demands
 * @param columns names of the sample's columns
 * @param sample the first offending rows, as text
 */
public record CheckResult(
        String id,
        String table,
        Severity severity,
        Status status,
        long rows,
        String message,
        List<String> columns,
        List<List<String>> sample) {
    public CheckResult {
        columns = List.copyOf(columns);
        sample = List.copyOf(sample);
    }

    /** Whether an offending row stops the release. */
    public enum Severity {
        @JsonProperty("error")
        ERROR,
        @JsonProperty("warn")
        WARN
    }

    /** Passed; or rows were found and the severity decides which it is. */
    public enum Status {
        @JsonProperty("passed")
        PASSED,
        @JsonProperty("warned")
        WARNED,
        @JsonProperty("failed")
        FAILED
    }
}
