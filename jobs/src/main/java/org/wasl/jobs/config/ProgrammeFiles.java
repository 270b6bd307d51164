package org.wasl.jobs.config;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.wasl.jobs.Failure;

/**
 * The files of a programme as one home sees them: those shipped in the jar, with the home's own in place of those that
 * stand at the same relative path. Written to one directory, named by its content, that every module reads.
 */
public final class ProgrammeFiles {
    private final SortedMap<String, byte[]> files;
    private final String sha256;

    private ProgrammeFiles(SortedMap<String, byte[]> files) {
        this.files = files;
        this.sha256 = hash(files);
    }

    /** The shipped files of a programme, with those of a directory of overrides laid over them. */
    public static ProgrammeFiles of(String programme, Path overrides) {
        SortedMap<String, byte[]> files = inShipped(root -> read(root.resolve(programme)));
        if (Files.isDirectory(overrides)) files.putAll(read(overrides));
        return new ProgrammeFiles(files);
    }

    /** Names of the shipped programmes. */
    public static List<String> shipped() {
        return inShipped(root -> {
            try (Stream<Path> entries = Files.list(root)) {
                return entries.filter(Files::isDirectory)
                        .map(p -> p.getFileName().toString().replace("/", ""))
                        .sorted()
                        .toList();
            }
        });
    }

    /** SHA-256 over the sorted relative paths and bytes. */
    public String sha256() {
        return sha256;
    }

    /** The directory below {@code parent} that holds these files; written if it is not there. */
    public Path writtenBelow(Path parent) {
        Path directory = parent.resolve("programme-" + sha256.substring(0, 16));
        if (Files.isDirectory(directory)) return directory;
        try {
            Files.createDirectories(parent);
            Path temporary = Files.createTempDirectory(parent, ".programme-");
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path target = temporary.resolve(file.getKey());
                Files.createDirectories(target.getParent());
                Files.write(target, file.getValue());
            }
            Files.move(temporary, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (Files.isDirectory(directory)) return directory;
            throw new Failure("cannot write the programme's files to " + directory + ": " + e.getMessage(), e);
        }
        return directory;
    }

    @FunctionalInterface
    private interface Reading<T> {
        T from(Path root) throws IOException;
    }

    private static <T> T inShipped(Reading<T> reading) {
        URL url = ProgrammeFiles.class.getResource("/programmes");
        if (url == null) throw new IllegalStateException("programmes/ is missing from the jar");
        try {
            URI uri = url.toURI();
            if (!uri.getScheme().equals("jar")) return reading.from(Path.of(uri));
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return reading.from(jar.getPath("/programmes"));
            } catch (FileSystemAlreadyExistsException e) {
                return reading.from(FileSystems.getFileSystem(uri).getPath("/programmes"));
            }
        } catch (IOException | URISyntaxException e) {
            throw new Failure("cannot read the shipped programmes: " + e.getMessage(), e);
        }
    }

    private static SortedMap<String, byte[]> read(Path root) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new Failure("cannot read the programme's files at " + root + ": " + e.getMessage(), e);
        }
        return files;
    }

    private static String hash(SortedMap<String, byte[]> files) {
        MessageDigest digest = Sha256.digest();
        files.forEach((path, bytes) -> {
            digest.update(path.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(Sha256.of(bytes).getBytes(StandardCharsets.US_ASCII));
        });
        return Sha256.hex(digest);
    }
}
