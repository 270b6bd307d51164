package org.wasl.jobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wasl.transform.schema.SchemaDocument;
import org.wasl.transform.schema.Tables;
import org.wasl.warehouse.catalogue.Catalogue;
import org.wasl.warehouse.catalogue.CatalogueDocs;
import org.wasl.warehouse.release.Schema;

/** The pages of the documentation that are generated from a programme's definitions and the declared tables. */
public final class ReferencePages {
    /** What renews the pages in docs/. */
    public static final String COMMAND = "./wasl docs --out docs";

    private ReferencePages() {}

    /** The text of each page by its file name. */
    public static SortedMap<String, String> of(Path programme) {
        SortedMap<String, String> pages = new TreeMap<>();
        pages.put("metrics.md", CatalogueDocs.metrics(Catalogue.load(programme)));
        pages.put("data-dictionary.md", CatalogueDocs.dictionary(schema(programme)));
        return pages;
    }

    private static Schema schema(Path programme) {
        try {
            return new ObjectMapper().readValue(SchemaDocument.of(Tables.load(programme)), Schema.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
