package org.wasl.transform.linkage.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.transform.linkage.block.Rule;
import org.wasl.transform.linkage.compare.Slots;
import org.wasl.transform.linkage.file.ModelFile;
import org.wasl.transform.linkage.model.LinkageModel;

/** What is learned from counts of patterns. */
class EstimationTest {
    private static final String MODEL = """
            id: id
            block: [[town]]
            comparisons:
              - {column: name, levels: [exact, jaro_winkler: 0.9]}
              - {column: born, levels: [exact]}
              - {column: house, levels: [exact]}
            """;
    private static final double MATCHES = 100;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void aLevelThatNoMatchShowsIsAsRareAsSoManyMatchesCanTell() throws IOException {
        LinkageModel model = ModelFile.read(Files.writeString(folder.resolve("m.yaml"), MODEL));
        Parameters learned = learn(model);
        int alike = level(model, "jaro_winkler 0.9");
        // Half a pair seen before, of three levels.
        assertEquals(0.5 / (MATCHES + 1.5), learned.m()[0][alike], 1e-4);
        assertEquals((MATCHES + 0.5) / (MATCHES + 1.5), learned.m()[0][level(model, "exact")], 1e-2);
        assertTrue(
                learned.warnings()
                        .contains("name: no match in training shows the level `jaro_winkler 0.9`, so its m is a guess"),
                learned.warnings()::toString);
    }

    /** Of a hundred matches a tenth has another year of birth; the other pairs agree in nothing. */
    private static Parameters learn(LinkageModel model) {
        int[][] levels = {
            pattern(model, "exact", true, true),
            pattern(model, "exact", false, true),
            pattern(model, "different", false, false)
        };
        PatternCounts blocked = new PatternCounts(
                levels, new int[] {1, 1, 1}, new double[] {0.9 * MATCHES, 0.1 * MATCHES, 9 * MATCHES});
        double[][] random = new double[3][];
        for (int c = 0; c < random.length; c++) {
            random[c] = new double[model.comparisons().get(c).levels().size()];
            random[c][levels[0][c]] = 10;
            random[c][levels[2][c]] = 9_985;
        }
        random[0][level(model, "jaro_winkler 0.9")] = 5;
        Slots slots = new Slots();
        List<Rule> rules =
                model.block().stream().map(rule -> Rule.of(rule, slots)).toList();
        return new Estimation(model, new RandomPairs(random, 10_000), blocked, 1_000_000)
                .estimate(rules, new int[] {0}, 0, 1);
    }

    private static int[] pattern(LinkageModel model, String name, boolean sameBorn, boolean sameHouse) {
        return new int[] {
            level(model, 0, name),
            level(model, 1, sameBorn ? "exact" : "different"),
            level(model, 2, sameHouse ? "exact" : "different")
        };
    }

    private static int level(LinkageModel model, String ofName) {
        return level(model, 0, ofName);
    }

    private static int level(LinkageModel model, int comparison, String label) {
        List<LinkageModel.Level> levels = model.comparisons().get(comparison).levels();
        return IntStream.range(0, levels.size())
                .filter(i -> levels.get(i).label().equals(label))
                .findFirst()
                .orElseThrow();
    }
}
