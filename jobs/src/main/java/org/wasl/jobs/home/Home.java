package org.wasl.jobs.home;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.wasl.jobs.Failure;

/**
 * A home directory: everything wasl knows of one programme. The layout stands in docs/operations.md; whoever needs a
 * place in it asks here.
 */
public final class Home {
    /** The newest layout this wasl reads and writes. */
    public static final int FORMAT = 1;

    private final Path directory;

    private Home(Path directory) {
        this.directory = directory;
    }

    /** The home in this directory, made with its folders and a commented wasl.yaml where they are missing. */
    public static Home create(Path directory, String settings) {
        Home home = new Home(directory.toAbsolutePath().normalize());
        home.checkFormat();
        try {
            Files.createDirectories(home.directory);
            for (Path folder :
                    List.of(home.inbox(), home.landing(), home.releases(), home.reports(), home.work(), home.logs())) {
                Files.createDirectories(folder);
            }
            if (!Files.exists(home.restricted())) Files.createDirectory(home.restricted(), ownerOnly(home.directory));
            if (!Files.exists(home.settings())) Files.writeString(home.settings(), settings);
            if (!Files.exists(home.format())) Files.writeString(home.format(), FORMAT + "\n");
        } catch (FileSystemException e) {
            if (Files.isRegularFile(home.directory)) {
                throw new Failure(home.directory + " is a file, not a directory: name another home with --home", e);
            }
            throw new Failure(
                    "cannot write the home " + home.directory + " (" + reason(e)
                            + "): make it writable, free space, or name another with --home",
                    e);
        } catch (IOException e) {
            throw new Failure("cannot make the home " + home.directory + ": " + e.getMessage(), e);
        }
        return home;
    }

    /** The home in this directory, which must be there already. */
    public static Home open(Path directory) {
        Home home = new Home(directory.toAbsolutePath().normalize());
        home.checkReadable();
        if (!Files.isDirectory(home.directory)) {
            throw new Failure("no home at " + home.directory + ": make one with `wasl init " + directory
                    + "` or `wasl run --home " + directory + "`, or name another with --home");
        }
        home.checkFormat();
        if (!Files.exists(home.format()) && !Files.exists(home.settings())) {
            throw new Failure(
                    home.directory
                            + " is not a wasl home (it has no wasl.yaml): name another with --home, or make it one with `wasl init`");
        }
        return home;
    }

    /** The home in this directory, if there is one. */
    public static Optional<Home> find(Path directory) {
        Home home = new Home(directory.toAbsolutePath().normalize());
        home.checkReadable();
        return Files.exists(home.settings()) ? Optional.of(open(directory)) : Optional.empty();
    }

    private void checkReadable() {
        if (Files.isDirectory(directory) && !(Files.isReadable(directory) && Files.isExecutable(directory))) {
            throw new Failure("cannot read the home " + directory
                    + " (permission denied): run wasl as the user who owns it, or name another with --home");
        }
    }

    private void checkFormat() {
        if (!Files.exists(format())) return;
        String text;
        try {
            text = Files.readString(format()).strip();
        } catch (IOException e) {
            throw new Failure("cannot read " + format() + ": " + e.getMessage(), e);
        }
        int found;
        try {
            found = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new Failure(format() + " holds '" + text + "' where the layout's number (" + FORMAT
                    + ") should be: restore it");
        }
        if (found > FORMAT) {
            throw new Failure("the home " + directory + " was made by a newer wasl (layout " + found
                    + ", this wasl knows " + FORMAT + "): use that wasl, or name another home with --home");
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path at) {
        return at.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    private static String reason(FileSystemException e) {
        if (e instanceof AccessDeniedException) return "permission denied: " + e.getFile();
        return e.getReason() == null ? String.valueOf(e.getMessage()) : e.getReason() + ": " + e.getFile();
    }

    public Path directory() {
        return directory;
    }

    public Path settings() {
        return directory.resolve("wasl.yaml");
    }

    public Path inbox() {
        return directory.resolve("inbox");
    }

    public Path landing() {
        return directory.resolve("landing");
    }

    public Path releases() {
        return directory.resolve("releases");
    }

    /** One folder a release: {@code report-en.html}, {@code report-ar.html}. */
    public Path reports() {
        return directory.resolve("reports");
    }

    /** Keys, the identity map, links decided by people: the owner's only. */
    public Path restricted() {
        return directory.resolve("restricted");
    }

    /** The programme's files that differ from the shipped ones. */
    public Path overrides() {
        return directory.resolve("programme");
    }

    /** What a night makes on its way to a release; swept by the next. */
    public Path work() {
        return directory.resolve("work");
    }

    public Path logs() {
        return directory.resolve("logs");
    }

    /** The embedded job repository; H2 adds {@code .mv.db}. */
    public Path batchDatabase() {
        return directory.resolve("batch.db");
    }

    public Path lock() {
        return directory.resolve(".lock");
    }

    /** Held by the one `wasl nightly` of a home, for as long as it lives. */
    public Path watchLock() {
        return directory.resolve(".nightly.lock");
    }

    /** When the last scheduled night succeeded. */
    public Path lastSuccess() {
        return directory.resolve("last-night");
    }

    private Path format() {
        return directory.resolve(".format");
    }
}
