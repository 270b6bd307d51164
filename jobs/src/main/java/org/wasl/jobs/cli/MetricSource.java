package org.wasl.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wasl.jobs.Failure;
import org.wasl.jobs.home.Home;
import org.wasl.warehouse.catalogue.Catalogue;
import org.wasl.warehouse.catalogue.Metric;
import org.wasl.warehouse.catalogue.OwnFiles;
import org.wasl.warehouse.disclosure.ledger.Door;
import org.wasl.warehouse.disclosure.ledger.Ledger;
import org.wasl.warehouse.query.QueryException;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.release.Releases;
import org.wasl.warehouse.release.Scratch;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a metric is computed from: a release of the home, or anybody's catalogue and files. */
final class MetricSource {
    @Mixin
    private CatalogueOption own = new CatalogueOption();

    @Option(
            names = "--table",
            paramLabel = "NAME=FILE",
            description = "With --catalogue: a table that its metrics read, a .csv or .parquet file; once a table.")
    private List<String> tables = new ArrayList<>();

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "With --catalogue: what left before, to which this is added. Only you should read it.")
    private @Nullable Path history;

    @Mixin
    private AsOf asOf = new AsOf();

    /** An open source. */
    static final class Opened implements AutoCloseable {
        private final Warehouse warehouse;
        private final Catalogue catalogue;
        private final Door door;
        private final @Nullable OwnFiles files;
        private final @Nullable Path scratch;

        private Opened(
                Warehouse warehouse, Catalogue catalogue, Door door, @Nullable OwnFiles files, @Nullable Path scratch) {
            this.warehouse = warehouse;
            this.catalogue = catalogue;
            this.door = door;
            this.files = files;
            this.scratch = scratch;
        }

        Warehouse warehouse() {
            return warehouse;
        }

        Catalogue catalogue() {
            return catalogue;
        }

        Door door() {
            return door;
        }

        /** Runs what asks for a metric; of files, what the engine does not like of them is said of them. */
        <T> T asked(Metric metric, Supplier<T> answer) {
            if (files == null) return answer.get();
            files.check(warehouse, catalogue, metric);
            try {
                return answer.get();
            } catch (QueryException e) {
                throw files.explained(metric, e);
            }
        }

        @Override
        public void close() throws IOException {
            warehouse.close();
            if (scratch != null) Scratch.delete(scratch);
        }
    }

    Opened open(CommandTree root) throws IOException {
        Path directory = own.directory();
        if (directory == null) {
            if (!tables.isEmpty() || history != null) {
                throw new Failure("--table and --history belong to --catalogue DIR: a home has its own tables");
            }
            Home home = Home.open(root.home());
            Warehouse warehouse = Warehouse.open(new Releases(home.directory()).resolve(asOf.release()));
            Catalogue catalogue = Catalogue.load(warehouse.release().programme());
            return new Opened(warehouse, catalogue, Zone.door(home, catalogue, root.console()), null, null);
        }
        SortedMap<String, Path> files = files();
        Catalogue catalogue = OwnFiles.catalogue(directory);
        Path scratch = Files.createTempDirectory("wasl-metrics-");
        try {
            OwnFiles given = new OwnFiles(directory, files);
            Ledger ledger = new Ledger(history == null ? scratch.resolve(Ledger.FILE) : history);
            Door door = new Door(
                    ledger, catalogue.programme().disclosure(), root.console().clock());
            return new Opened(Warehouse.open(given.release(scratch)), catalogue, door, given, scratch);
        } catch (RuntimeException e) {
            Scratch.delete(scratch);
            throw e;
        }
    }

    private SortedMap<String, Path> files() {
        if (tables.isEmpty()) throw new Failure("--catalogue needs --table NAME=FILE for each table its metrics read");
        SortedMap<String, Path> files = new TreeMap<>();
        for (String text : tables) {
            int equals = text.indexOf('=');
            if (equals < 1 || equals == text.length() - 1) {
                throw new Failure("--table " + text + ": write it as NAME=FILE, for example --table site=sites.csv");
            }
            String name = text.substring(0, equals);
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw new Failure("--table " + text + ": '" + name + "' is no name of a table: letters, digits and _");
            }
            if (files.put(name, Path.of(text.substring(equals + 1))) != null) {
                throw new Failure("--table " + name + " is given twice: one file a table");
            }
        }
        return files;
    }
}
