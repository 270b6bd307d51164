package org.wasl.transform.standardise;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What docs/standardisers.md says of each function is what the function does. */
class StandardisersPageTest {
    private static final Path PAGE = Path.of(System.getProperty("wasl.root"), "docs/standardisers.md");
    private static final int STANDARDISER_CELLS = 4;
    private static final int SIMILARITY_CELLS = 5;

    @Test
    void examplesHold() throws IOException {
        List<Executable> examples = new ArrayList<>();
        for (List<String> row : rows(STANDARDISER_CELLS)) {
            String gives = String.valueOf(Standardisers.named(row.get(0)).apply(row.get(2)));
            examples.add(() -> assertEquals(row.get(3), gives.equals("null") ? "" : gives, row.toString()));
        }
        for (List<String> row : rows(SIMILARITY_CELLS)) {
            double gives = Similarities.named(row.get(0)).applyAsDouble(row.get(2), row.get(3));
            examples.add(() -> assertEquals(row.get(4), String.format(Locale.ROOT, "%.2f", gives), row.toString()));
        }
        assertAll(examples);
    }

    @Test
    void everyFunctionIsThereInItsOwnWords() throws IOException {
        TreeSet<String> told = new TreeSet<>();
        rows(STANDARDISER_CELLS).forEach(row -> told.add(row.get(0) + ": " + row.get(1)));
        rows(SIMILARITY_CELLS).forEach(row -> told.add("similarity " + row.get(0) + ": " + row.get(1)));
        told.removeIf(line -> line.endsWith(": ")); // a further example
        TreeSet<String> there = new TreeSet<>();
        Standardisers.all().forEach(s -> there.add(s.name() + ": " + s.does()));
        Similarities.all().forEach(s -> there.add("similarity " + s.name() + ": " + s.does()));
        assertEquals(String.join("\n", there), String.join("\n", told));
    }

    /** Rows of tables with that many cells, without the marks of code. */
    private static List<List<String>> rows(int cells) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("| `")) {
                List<String> row = new ArrayList<>();
                for (String cell : line.substring(1, line.length() - 1).split("\\|", -1)) {
                    String text = cell.trim();
                    row.add(text.startsWith("`") ? text.substring(1, text.length() - 1) : text);
                }
                if (row.size() == cells) {
                    rows.add(row);
                }
            }
        }
        return rows;
    }
}
