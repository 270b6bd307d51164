package org.wasl.jobs.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.catalogue.Catalogue;
import org.wasl.warehouse.catalogue.OwnFiles;
import picocli.CommandLine.Option;

/** Whose metrics: the home's, or those of a directory. */
final class CatalogueOption {
    @Option(
            names = "--catalogue",
            paramLabel = "DIR",
            description = "A catalogue outside any home: programme.yaml, metrics/dimensions.yaml and"
                    + " metrics/<id>/metric.yaml with its SQL.")
    private @Nullable Path directory;

    @Nullable Path directory() {
        return directory;
    }

    Catalogue of(CommandTree root) {
        return directory == null ? Definitions.ofHome(root.home()) : OwnFiles.catalogue(directory);
    }
}
