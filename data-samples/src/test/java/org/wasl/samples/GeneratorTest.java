package org.wasl.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every run of the generator. */
class GeneratorTest {
    private static final double SMALL = 0.03;

    @Test
    void theSameSeedGivesTheSameBytes(@TempDir Path one, @TempDir Path two) throws IOException {
        Map<String, byte[]> first = Directories.generated(one, SMALL, 7);
        Map<String, byte[]> second = Directories.generated(two, SMALL, 7);
        assertEquals(first.keySet(), second.keySet());
        first.forEach((name, bytes) -> assertArrayEquals(bytes, second.get(name), name));
    }

    @Test
    void anotherSeedGivesAnotherProgramme(@TempDir Path one, @TempDir Path two) throws IOException {
        byte[] first = Directories.generated(one, SMALL, 7).get("truth/entities/employer.csv");
        byte[] second = Directories.generated(two, SMALL, 8).get("truth/entities/employer.csv");
        assertFalse(Arrays.equals(first, second));
    }

    @Test
    void oneKeyDoublesEveryError(@TempDir Path one, @TempDir Path two) throws IOException {
        Path twice = one.resolve("rates.yaml");
        try (var shipped = Generator.class.getResourceAsStream("rates.yaml")) {
            String rates = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(twice, rates.replace("times: 1.0", "times: 2.0"));
        }
        long once = rejects(one.resolve("once"), null);
        long doubled = rejects(two.resolve("twice"), twice);
        assertTrue(doubled > 1.5 * once && doubled < 2.6 * once, once + " rejects became " + doubled);
    }

    private static long rejects(Path directory, @org.jspecify.annotations.Nullable Path rates) throws IOException {
        Path truth = directory.resolve("truth");
        Generator.generate(
                new GeneratorOptions(SMALL, 7, directory.resolve("inbox"), truth, rates, Directories.PROGRAMME));
        return Files.readAllLines(truth.resolve("rejects.csv")).size();
    }

    @Test
    void withoutATruthOnlyTheInboxIsWritten(@TempDir Path directory) throws IOException {
        Generator.generate(
                new GeneratorOptions(SMALL, 7, directory.resolve("inbox"), null, null, Directories.PROGRAMME));
        assertTrue(Directories.bytes(directory).keySet().stream().allMatch(n -> n.startsWith("inbox/")));
    }

    @Test
    void aDirectoryThatIsNoProgrammeIsNamed(@TempDir Path directory) {
        GeneratorOptions options = new GeneratorOptions(SMALL, 7, directory, null, null, directory);
        GenerationException thrown = assertThrows(GenerationException.class, () -> Generator.generate(options));
        assertTrue(String.valueOf(thrown.getMessage()).contains(directory.toString()));
    }
}
