package org.wasl.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher gives the JVM what the command and the size of its inputs ask for. */
@EnabledOnOs(OS.LINUX)
class LauncherTest {
    private static final String[] LINK = {"link", "run", "model.yaml", "--input", "people.csv", "--out", "out"};

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path root;

    @BeforeEach
    void writeADistribution() throws IOException {
        Path distribution = Files.createDirectories(root.resolve("target/dist"));
        Files.writeString(distribution.resolve("classpath"), "wasl.jar");
        // As if its classes had been archived.
        for (String command : List.of("link", "wasl"))
            Files.createFile(distribution.resolve("classes-" + command + ".jsa"));
        Files.copy(Path.of("../wasl"), root.resolve("wasl"));
        Files.createFile(root.resolve("people.csv"));
        script("jdk/bin/java", "printf '%s\\n' \"$@\"");
    }

    @Test
    void manyRecordsToLinkHaveHalfOfTheMemory() throws Exception {
        long half = Files.readAllLines(Path.of("/proc/meminfo")).stream()
                .filter(line -> line.startsWith("MemTotal:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 2048)
                .findFirst()
                .orElseThrow();
        assertEquals(half > 4096 ? "-Xmx" + half + "m" : "-Xmx4g", heap(flags(250_000, Map.of(), LINK)));
        assertEquals("-Xmx4g", heap(flags(150_000, Map.of(), LINK)));
        assertEquals("-Xmx12g", heap(flags(250_000, Map.of("WASL_JAVA_OPTS", "-Xmx12g"), LINK)));
    }

    @Test
    void littleIsLinkedBeforeTheSecondCompilerPays() throws Exception {
        assertTrue(flags(400, Map.of(), LINK).contains("-XX:TieredStopAtLevel=1"));
        assertFalse(flags(10_000, Map.of(), LINK).contains("-XX:TieredStopAtLevel=1"));
        String[] incremental = {"link", "run", "m.yaml", "--input", "people.csv", "--previous", "day", "--incremental"};
        assertTrue(flags(10_000, Map.of(), incremental).contains("-XX:TieredStopAtLevel=1"));
    }

    @Test
    void aShortCommandHasASmallHeapAndNoModulesOpened() throws Exception {
        List<String> flags = flags(250_000, Map.of(), "status");
        assertEquals("-Xmx1g", heap(flags));
        assertTrue(flags.stream().noneMatch(flag -> flag.startsWith("--add-opens")), flags::toString);
        assertEquals("status", flags.get(flags.size() - 1));
    }

    /** The last one counts. */
    private static String heap(List<String> flags) {
        return flags.stream()
                .filter(flag -> flag.startsWith("-Xmx"))
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    /** What the JVM is started with.
     *
     * @param kilobytes that the inputs are said to have
     */
    private List<String> flags(int kilobytes, Map<String, String> environment, String... arguments) throws Exception {
        script("bin/du", "printf '" + kilobytes + "\\ttotal\\n'");
        ProcessBuilder launcher =
                new ProcessBuilder("bash", root.resolve("wasl").toString());
        launcher.command().addAll(List.of(arguments));
        launcher.directory(root.toFile()).redirectErrorStream(true);
        launcher.environment().remove("WASL_JAVA_OPTS");
        launcher.environment().putAll(environment);
        launcher.environment().put("JAVA_HOME", root.resolve("jdk").toString());
        launcher.environment().merge("PATH", root.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        Process process = launcher.start();
        List<String> flags = process.inputReader().lines().toList();
        assertEquals(0, process.waitFor(), flags::toString);
        return flags;
    }

    private void script(String name, String line) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
