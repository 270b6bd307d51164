package org.wasl.warehouse.release;

import java.io.IOException;
import java.nio.file.Path;

/** Directories that live as long as a session. */
public final class Scratch {
    private Scratch() {}

    /** Removes a directory with all in it; what cannot be removed is left to the system's own sweep. */
    public static void delete(Path directory) {
        try {
            Durable.deleteTree(directory);
        } catch (IOException e) {
            // The system sweeps its temporary directory.
        }
    }
}
