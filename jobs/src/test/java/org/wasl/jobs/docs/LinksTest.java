package org.wasl.jobs.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages speak of files and classes that are there. */
class LinksTest {
    private static final Path ROOT = Path.of(System.getProperty("wasl.root"));
    // [text](target) and ![text](target)
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"));
                Stream<Path> top = Files.list(ROOT)) {
            return Stream.concat(top, docs)
                    .filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyRelativeLinkPointsToAFile(Path page) throws IOException {
        List<String> broken = relative(page)
                .filter(link -> !Files.exists(page.resolveSibling(link)))
                .toList();
        assertEquals(List.of(), broken, () -> ROOT.relativize(page) + " links to what is not there");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void noLinkLeavesTheRepository(Path page) throws IOException {
        assertTrue(relative(page)
                .allMatch(link -> page.resolveSibling(link).normalize().startsWith(ROOT)));
    }

    private static Stream<String> relative(Path page) throws IOException {
        return LINK.matcher(Files.readString(page))
                .results()
                .map(match -> match.group(1))
                .filter(link -> !link.contains(":") && !link.startsWith("#"))
                .map(link -> link.replaceFirst("#.*", ""));
    }
}
