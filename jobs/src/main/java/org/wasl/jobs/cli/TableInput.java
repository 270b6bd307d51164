package org.wasl.jobs.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.disclosure.audit.History;
import org.wasl.warehouse.disclosure.audit.Publication;
import org.wasl.warehouse.disclosure.job.TableProtection;
import org.wasl.warehouse.disclosure.job.TableRules;
import org.wasl.warehouse.disclosure.table.CellSystem;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The records behind a table, the rules for it, and what left of it before. */
final class TableInput {
    @Parameters(paramLabel = "FILE", description = "The records: a .csv or .parquet file, one row a record.")
    private Path file = Path.of("");

    @Option(names = "--rules", required = true, paramLabel = "FILE", description = "Dimensions and rules (YAML).")
    private Path rules = Path.of("");

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "What left before of this table; `wasl protect table` adds to it. Only you should read it.")
    private @Nullable Path history;

    TableProtection protection() {
        return new TableProtection(TableRules.read(rules));
    }

    CellSystem cells(TableProtection protection) {
        return protection.cells(file);
    }

    List<Publication> earlier() {
        return history == null ? List.of() : new History(history).publications();
    }

    /** Null where none is kept. */
    @Nullable History history() {
        return history == null ? null : new History(history);
    }
}
