package org.wasl.warehouse.release;

import java.util.List;

/** The lines of delivered files behind one entity. */
public record Trace(String entity, String entityId, List<Line> lines) {
    public Trace {
        lines = List.copyOf(lines);
    }

    /**
     * One source record.
     *
     * @param origin where the text comes from
     * @param text the record: the file's own line, or the landed row as JSON
     */
    public record Line(
            String feed, String deliveryId, String sourceFile, long sourceLine, Origin origin, String text) {}

    /** The delivered file when it is still there unchanged, else the landed row. */
    public enum Origin {
        FILE,
        LANDED,
        NOT_FOUND
    }
}
