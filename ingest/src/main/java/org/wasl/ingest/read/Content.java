package org.wasl.ingest.read;

import java.io.IOException;
import java.io.InputStream;

/** Bytes that can be read again from their beginning: a file, or an entry of an archive. */
record Content(String name, Opener opener) {
    interface Opener {
        InputStream open() throws IOException;
    }

    InputStream open() throws IOException {
        return opener.open();
    }

    /** The first bytes, fewer at the end. */
    byte[] head(int length) throws IOException {
        try (InputStream in = open()) {
            return in.readNBytes(length);
        }
    }
}
