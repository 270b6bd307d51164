package org.wasl.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples in git are what the generator makes today. */
class SamplesInGitTest {
    // As in the command that the README prints.
    private static final double SCALE = 0.1;
    private static final long SEED = 20210731;

    private static final long SIX_MEGABYTES = 6_000_000;

    @Test
    void theyAreMadeAgainByteForByte(@TempDir Path directory) throws IOException {
        Map<String, byte[]> made = Directories.generated(directory, SCALE, SEED);

        Map<String, byte[]> inGit = new java.util.TreeMap<>();
        Directories.bytes(Directories.SAMPLES.resolve("better-connections"))
                .forEach((name, bytes) -> inGit.put("inbox/" + name, bytes));
        Directories.bytes(Directories.SAMPLES.resolve("better-connections-truth"))
                .forEach((name, bytes) -> inGit.put("truth/" + name, bytes));

        assertEquals(inGit.keySet(), made.keySet());
        for (String name : inGit.keySet()) {
            Map<String, byte[]> expected = Directories.opened(name, bytes(inGit, name));
            Map<String, byte[]> actual = Directories.opened(name, bytes(made, name));
            assertEquals(expected.keySet(), actual.keySet(), name);
            for (String entry : expected.keySet()) {
                assertArrayEquals(bytes(expected, entry), bytes(actual, entry), name + " " + entry);
            }
        }
    }

    @Test
    void theyStaySmallEnoughForGit() throws IOException {
        long size = 0;
        for (String folder : new String[] {"better-connections", "better-connections-truth"}) {
            for (byte[] bytes :
                    Directories.bytes(Directories.SAMPLES.resolve(folder)).values()) {
                size += bytes.length;
            }
        }
        assertTrue(size <= SIX_MEGABYTES, "the samples take " + size + " bytes");
    }

    private static byte[] bytes(Map<String, byte[]> files, String name) {
        return files.getOrDefault(name, new byte[0]);
    }
}
