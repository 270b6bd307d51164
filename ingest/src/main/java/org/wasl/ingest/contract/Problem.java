package org.wasl.ingest.contract;

import java.util.Comparator;

/** Something wrong in a configuration file, and where. */
public record Problem(String file, int line, int column, String key, String message) implements Comparable<Problem> {
    private static final Comparator<Problem> ORDER = Comparator.comparing(Problem::file)
            .thenComparingInt(Problem::line)
            .thenComparingInt(Problem::column)
            .thenComparing(Problem::key)
            .thenComparing(Problem::message);

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column + (key.isEmpty() ? "" : " " + key) + ": " + message;
    }
}
