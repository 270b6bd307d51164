package org.wasl.warehouse.export;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The formats in which figures leave, as users name them. */
public enum ExportFormat {
    /** A directory. */
    DATAPACKAGE {
        @Override
        void put(Publishable publishable, Path out) throws IOException {
            new DataPackage(publishable).write(out);
        }
    },
    /** A file. */
    SDMX_CSV {
        @Override
        void put(Publishable publishable, Path out) throws IOException {
            try (Writer writer = Files.newBufferedWriter(out)) {
                new SdmxCsv(publishable).write(writer);
            }
        }
    };

    abstract void put(Publishable publishable, Path out) throws IOException;

    /** Writes the figures. */
    public void write(Publishable publishable, Path out) {
        try {
            put(publishable, out);
        } catch (IOException e) {
            throw new ExportException("the export cannot be written to " + out + ": " + e.getMessage(), e);
        }
    }

    /** {@code sdmx-csv}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
