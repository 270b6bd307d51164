package org.wasl.samples;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Directories as maps from relative path to bytes, archives opened or not. */
final class Directories {
    static final Path PROGRAMME = Path.of(System.getProperty("wasl.programme"));
    static final Path SAMPLES = Path.of(System.getProperty("wasl.root")).resolve("data-samples");

    private Directories() {}

    static Map<String, byte[]> bytes(Path directory) throws IOException {
        Map<String, byte[]> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = directory.relativize(file).toString().replace('\\', '/');
                found.put(name, Files.readAllBytes(file));
            }
        }
        return found;
    }

    /** The entries of an archive by name with their times; a file that is none as it is. */
    static Map<String, byte[]> opened(String name, byte[] bytes) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        if (!name.endsWith(".zip") && !name.endsWith(".xlsx")) {
            entries.put(name, bytes);
            return entries;
        }
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName() + " " + entry.getTimeLocal(), zip.readAllBytes());
            }
        }
        return entries;
    }

    static Map<String, byte[]> generated(Path directory, double scale, long seed) throws IOException {
        Path inbox = directory.resolve("inbox");
        Path truth = directory.resolve("truth");
        Generator.generate(new GeneratorOptions(scale, seed, inbox, truth, null, PROGRAMME));
        return bytes(directory);
    }
}
