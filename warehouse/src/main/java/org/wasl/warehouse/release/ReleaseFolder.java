package org.wasl.warehouse.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a home keeps its releases: the names of the files and how they are read. */
final class ReleaseFolder {
    private static final String STAGING = ".staging-";
    private final Path home;

    ReleaseFolder(Path home) {
        this.home = home.toAbsolutePath().normalize();
        refuseNewer();
    }

    Path home() {
        return home;
    }

    Path releases() {
        return home.resolve("releases");
    }

    Path landing() {
        return home.resolve("landing");
    }

    Path inbox() {
        return home.resolve("inbox");
    }

    Path staging(ReleaseId id) {
        return releases().resolve(STAGING + id);
    }

    Path directory(ReleaseId id) {
        return releases().resolve(id.value());
    }

    Path format() {
        return releases().resolve("FORMAT");
    }

    Path currentPointer() {
        return releases().resolve("CURRENT");
    }

    Path historyFile() {
        return releases().resolve("history.jsonl");
    }

    Path researchFile() {
        return home.resolve("wasl.duckdb");
    }

    /** Says for which release, in which place, wasl.duckdb was made. */
    Path researchStamp() {
        return releases().resolve(".views");
    }

    /** The hash of the manifest, in the form {@code sha256sum -c} reads. */
    static Path manifestHash(Path release) {
        return release.resolve("manifest.json.sha256");
    }

    Optional<Release> find(ReleaseId id) {
        Path directory = directory(id);
        if (Files.isDirectory(directory) && !Files.isExecutable(directory)) {
            throw new ReleaseException.Unreadable(
                    directory + " cannot be read: permission denied. Give the user who runs wasl the right to read it.",
                    null);
        }
        return Files.isRegularFile(directory.resolve(Manifest.FILE))
                ? Optional.of(new Release(id, directory))
                : Optional.empty();
    }

    List<Release> all() {
        if (!Files.isDirectory(releases())) {
            return List.of();
        }
        List<String> published = history().stream().map(HistoryEntry::release).toList();
        try (Stream<Path> entries = Files.list(releases())) {
            return entries.filter(Files::isDirectory)
                    .map(p -> p.getFileName().toString())
                    .filter(ReleaseId::isId)
                    .sorted(Comparator.<String>comparingInt(published::indexOf).thenComparing(name -> name))
                    .map(name -> new Release(new ReleaseId(name), releases().resolve(name)))
                    .toList();
        } catch (IOException e) {
            throw unreadable(releases(), e);
        }
    }

    Optional<Release> current() {
        Path pointer = currentPointer();
        if (!Files.exists(pointer)) {
            return Optional.empty();
        }
        String text = readText(pointer).strip();
        if (!ReleaseId.isId(text)) {
            throw new ReleaseException.Unreadable(
                    pointer + " holds \"" + text + "\", which is no release id: write one of `wasl history` into it.",
                    null);
        }
        ReleaseId id = new ReleaseId(text);
        return Optional.of(find(id).orElseThrow(() -> new ReleaseException.Unreadable(
                pointer + " names " + id + ", but " + directory(id)
                        + " is not there or has no manifest: run `wasl verify`, then `wasl run`.",
                null)));
    }

    /** A line cut short by a crash is no entry. */
    List<HistoryEntry> history() {
        Path file = historyFile();
        if (!Files.exists(file)) {
            return List.of();
        }
        List<HistoryEntry> entries = new ArrayList<>();
        for (String line : readText(file).split("\n", -1)) {
            entry(line).ifPresent(entries::add);
        }
        return List.copyOf(entries);
    }

    private static Optional<HistoryEntry> entry(String line) {
        try {
            return line.isBlank() ? Optional.empty() : Optional.of(Json.parse(line, HistoryEntry.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    List<Path> sweep() {
        if (!Files.isDirectory(releases())) {
            return List.of();
        }
        List<Path> removed = new ArrayList<>();
        try {
            List<Path> left = new ArrayList<>();
            try (Stream<Path> entries = Files.list(releases())) {
                entries.filter(p -> isLeftOver(p.getFileName().toString())).forEach(left::add);
            }
            try (Stream<Path> entries = Files.list(home)) {
                entries.filter(p -> p.getFileName().toString().startsWith(".wasl.duckdb"))
                        .forEach(left::add);
            }
            left.sort(null);
            for (Path path : left) {
                Durable.deleteTree(path);
                removed.add(path);
            }
        } catch (IOException e) {
            throw new ReleaseException.NotWritable(
                    "left-overs of a broken run in " + releases() + " cannot be removed: " + e, e);
        }
        return removed;
    }

    private static boolean isLeftOver(String name) {
        return name.startsWith(STAGING) || (name.startsWith(".") && name.endsWith(".tmp"));
    }

    private void refuseNewer() {
        if (!Files.exists(format())) {
            return;
        }
        String text = readText(format()).strip();
        try {
            int found = Integer.parseInt(text);
            if (found > Manifest.FORMAT) {
                throw new ReleaseException.NewerFormat(home, found);
            }
        } catch (NumberFormatException e) {
            throw new ReleaseException.Unreadable(
                    format() + " holds \"" + text + "\" where a number should stand; this wasl writes "
                            + Manifest.FORMAT + ".",
                    e);
        }
    }

    private static String readText(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static ReleaseException unreadable(Path file, IOException e) {
        return new ReleaseException.Unreadable(file + " cannot be read: " + e, e);
    }
}
