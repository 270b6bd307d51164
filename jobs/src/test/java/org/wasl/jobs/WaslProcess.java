package org.wasl.jobs;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** wasl as a process of its own, to be watched, and killed as an operating system kills. */
final class WaslProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final BufferedReader err;
    private final Path out;
    private final List<String> said = new ArrayList<>();

    /** What a process left when it ended. */
    record Ended(int exitCode, String out, List<String> err) {
        String lastLine() {
            return err.get(err.size() - 1);
        }
    }

    private WaslProcess(Process process, Path out) {
        this.process = process;
        this.err = process.errorReader(StandardCharsets.UTF_8);
        this.out = out;
    }

    static WaslProcess start(String... arguments) throws IOException {
        return start(Wasl.class, List.of(), arguments);
    }

    /** Another main class, with JVM flags of its own. */
    static WaslProcess start(Class<?> main, List<String> flags, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // What Spark asks of a JVM, this one was given too.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(a -> a.startsWith("--add-")
                        || a.startsWith("-XX:+Ignore")
                        || a.startsWith("-Djdk.reflect")
                        || a.startsWith("-Dio.netty"))
                .forEach(command::add);
        // As the launcher: nothing of the JVM's own among the messages.
        command.addAll(List.of("-Xlog:disable", "-Xlog:all=error:stderr"));
        // The first compiler alone is quick for a small night, but its code cache of 48 MB is too small for all of
        // Spark's.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=240m"));
        command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-Xshare:auto"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("wasl", ".out");
        Process process =
                new ProcessBuilder(command).redirectOutput(out.toFile()).start();
        return new WaslProcess(process, out);
    }

    long pid() {
        return process.pid();
    }

    /** Waits until it says a line that holds this. */
    WaslProcess says(String text) throws IOException {
        for (String line = err.readLine(); line != null; line = err.readLine()) {
            said.add(line);
            if (line.contains(text)) return this;
        }
        return fail("it ended without saying '" + text + "': " + said);
    }

    /** Waits until a directory holds an entry whose name begins so. */
    Path makes(Path directory, String prefix) throws IOException, InterruptedException {
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            directory.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            for (Optional<Path> found = entry(directory, prefix); ; found = entry(directory, prefix)) {
                if (found.isPresent()) return found.get();
                if (!process.isAlive()) return fail("it ended without " + directory + "/" + prefix + "…: " + said);
                var changed = watch.poll(1, TimeUnit.SECONDS);
                if (changed != null) {
                    changed.pollEvents();
                    changed.reset();
                }
            }
        }
    }

    private static Optional<Path> entry(Path directory, String prefix) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(p -> p.getFileName().toString().startsWith(prefix))
                    .findFirst();
        }
    }

    /** SIGKILL: no shutdown hook runs, nothing is flushed. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits for its end. */
    Ended ends() throws IOException, InterruptedException {
        said.addAll(err.lines().toList());
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) return fail("it does not end: " + said);
        return new Ended(process.exitValue(), Files.readString(out), List.copyOf(said));
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(out);
    }
}
