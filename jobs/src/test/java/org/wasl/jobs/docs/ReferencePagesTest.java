package org.wasl.jobs.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.jobs.cli.ReferencePages;

/** The generated pages in docs/ are those of the definitions as they stand. */
class ReferencePagesTest {
    private static final Path DOCS = Path.of(System.getProperty("wasl.root"), "docs");
    private static final Path PROGRAMME = Path.of(System.getProperty("wasl.programme"));

    @ParameterizedTest
    @ValueSource(strings = {"metrics.md", "data-dictionary.md"})
    void aPageIsWhatItsDefinitionsGive(String page) throws IOException {
        assertEquals(
                ReferencePages.of(PROGRAMME).get(page),
                Files.readString(DOCS.resolve(page)),
                "docs/" + page + " is stale; renew it with: " + ReferencePages.COMMAND);
    }
}
