package org.wasl.warehouse.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.wasl.warehouse.catalogue.Figure;
import org.wasl.warehouse.catalogue.MetricComputation;
import org.wasl.warehouse.query.Warehouse;

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
    },
    /** A file: the codebook of the survey. */
    DDI {
        @Override
        public Publishable compute(Warehouse warehouse, MetricComputation computation) {
            return Publishable.wholes(warehouse, computation);
        }

        @Override
        public String summary(Publishable publishable) {
            return "the codebook of "
                    + publishable.survey().tables().stream()
                            .mapToInt(t -> t.columns().size())
                            .sum()
                    + " variables";
        }

        @Override
        void put(Publishable publishable, Path out) throws IOException {
            try (OutputStream file = Files.newOutputStream(out)) {
                new DdiCodebook(publishable).write(file);
            }
        }
    },
    /** A file. */
    XLSX {
        @Override
        void put(Publishable publishable, Path out) throws IOException {
            try (OutputStream file = Files.newOutputStream(out)) {
                new FigureWorkbook(publishable).write(file);
            }
        }
    };

    abstract void put(Publishable publishable, Path out) throws IOException;

    /** What the format needs of an open release. */
    public Publishable compute(Warehouse warehouse, MetricComputation computation) {
        return Publishable.of(warehouse, computation);
    }

    /** What was written, in a few words. */
    public String summary(Publishable publishable) {
        long held = publishable.figures().stream().filter(Figure::heldBack).count();
        return String.format(
                Locale.ROOT,
                "%,d figures (%,d held back)",
                publishable.figures().size(),
                held);
    }

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
