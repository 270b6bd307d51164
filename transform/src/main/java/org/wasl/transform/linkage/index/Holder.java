package org.wasl.transform.linkage.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStoreException;
import org.wasl.transform.TransformException;

/** Which process holds an index, for whoever finds it held. The lock itself is the operating system's. */
record Holder(Path note) {
    static Holder of(Path directory) {
        return beside(directory.resolve(Index.NAME));
    }

    static Holder beside(Path index) {
        return new Holder(index.resolveSibling("." + Index.NAME + ".process"));
    }

    void write() {
        try {
            Files.writeString(note, Long.toString(ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(note);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TransformException heldBy(Path file, MVStoreException e) {
        String process;
        try {
            process = "process " + Files.readString(note);
        } catch (IOException unknown) {
            process = "another process";
        }
        return new TransformException(file + " is in use by " + process + ": wait until it has ended", e);
    }
}
