package org.wasl.samples.truth;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** What is true behind the records, as CSV files that the pipeline never reads. Without a directory nothing is kept. */
public final class Truth implements Closeable {
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setRecordSeparator("\n").get();

    private final @Nullable Path directory;
    private final Map<String, CSVPrinter> tables = new LinkedHashMap<>();

    public Truth(@Nullable Path directory) {
        this.directory = directory;
    }

    public boolean kept() {
        return directory != null;
    }

    /** The entity behind a record, and the one that it points at (facility's employer, device's facility, …). */
    public void record(String feed, String file, int line, String entity, String points) throws IOException {
        table("records/" + feed, "file", "line", "entity_id", "points_at").row(file, line, entity, points);
    }

    /** The clean value behind a mess. */
    public void clean(String feed, String file, int line, String column, String clean, String raw, String mess)
            throws IOException {
        table("cleans/" + feed, "file", "line", "column", "clean", "raw", "mess")
                .row(file, line, column, clean, raw, mess);
    }

    /** A row that must be rejected. */
    public void reject(String feed, String file, int line, String rule, String column) throws IOException {
        table("rejects", "feed", "file", "line", "rule", "column").row(feed, file, line, rule, column);
    }

    /** A table of truth by name; the first call sets its header. */
    public Rows table(String name, String... header) throws IOException {
        if (directory == null) {
            return row -> {};
        }
        CSVPrinter printer = tables.get(name);
        if (printer == null) {
            Path file = directory.resolve(name + ".csv");
            Path parent = file.getParent();
            Files.createDirectories(parent == null ? directory : parent);
            BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
            printer = new CSVPrinter(out, FORMAT);
            printer.printRecord((Object[]) header);
            tables.put(name, printer);
        }
        CSVPrinter to = printer;
        return to::printRecord;
    }

    /** Takes rows. */
    @FunctionalInterface
    public interface Rows {
        void row(Object... values) throws IOException;
    }

    @Override
    public void close() throws IOException {
        for (CSVPrinter printer : tables.values()) {
            printer.close();
        }
    }
}
