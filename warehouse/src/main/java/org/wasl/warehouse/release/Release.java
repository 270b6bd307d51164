package org.wasl.warehouse.release;

import java.nio.file.Path;

/** A published release: its id and the directory that holds it. */
public record Release(ReleaseId id, Path directory) {
    /** The configuration that the release was built with. */
    public Path programme() {
        return directory.resolve("config");
    }

    /** The tables as declared by the release. */
    public Schema schema() {
        return Schema.read(directory.resolve(Schema.FILE));
    }

    /** What the release holds. */
    public Manifest manifest() {
        return Json.read(directory.resolve(Manifest.FILE), Manifest.class);
    }
}
