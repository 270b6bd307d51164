package org.wasl.jobs.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** How a command ends when it cannot do what it was asked: one line, and the exit code. */
final class Errors {
    private static final int BRIEF = 120;
    private static final long MEBIBYTE = 1 << 20;

    private Errors() {}

    /** Wrong arguments. */
    static int usage(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        String hint = "";
        if (failure instanceof UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            if (!suggestions.isEmpty()) hint = "; did you mean '" + suggestions.get(0) + "'?";
        }
        if (missesSubcommand(failure)) {
            hint = ": one of " + String.join(", ", command.getSubcommands().keySet());
        }
        String name = command.getCommandSpec().qualifiedName();
        command.getErr()
                .println("wasl: " + oneLine(String.valueOf(failure.getMessage())) + hint + " (see `" + name
                        + " --help`)");
        return ExitCode.USAGE;
    }

    private static boolean missesSubcommand(ParameterException failure) {
        return String.valueOf(failure.getMessage()).startsWith("Missing required subcommand");
    }

    /** Anything else: our own exceptions say all in their message. */
    static int print(Throwable failure, Console console, boolean verbose) {
        PrintStream err = console.err();
        err.println("wasl: " + message(failure, verbose));
        if (verbose) failure.printStackTrace(err);
        return ExitCode.FAILED;
    }

    static String message(Throwable failure, boolean verbose) {
        String text = String.valueOf(failure.getMessage());
        if (causes(failure).anyMatch(Errors::isFullDisk) && !text.contains("disk is full")) {
            return "the disk is full: free some space and run again, it goes on where it stopped (" + brief(text) + ")";
        }
        // The JVM's own and Spark's, which says how much it wanted.
        if (causes(failure).anyMatch(OutOfMemoryError.class::isInstance)) {
            return "out of memory: give more with WASL_JAVA_OPTS=-Xmx" + twiceTheHeap() + " (" + brief(text) + ")";
        }
        if (failure.getClass().getName().startsWith("org.wasl.")) return text;
        if (failure instanceof UncheckedIOException unchecked) return io(Objects.requireNonNull(unchecked.getCause()));
        if (failure instanceof IOException io) return io(io);
        return "unexpected " + failure.getClass().getSimpleName() + ": " + oneLine(text)
                + (verbose ? "" : " (--verbose shows where)");
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    /** Whoever was writing, and whatever was made of it since: the database, Spark, the report. */
    private static boolean isFullDisk(Throwable cause) {
        return String.valueOf(cause.getMessage()).contains("No space left on device");
    }

    /** In the words of the JVM's option; commands differ in what the launcher gives them. */
    private static String twiceTheHeap() {
        return Runtime.getRuntime().maxMemory() / MEBIBYTE * 2 + "m";
    }

    private static String io(IOException failure) {
        if (failure instanceof FileSystemException file && file.getReason() == null) {
            return "cannot use " + file.getFile() + ": " + reason(file);
        }
        return "cannot read or write: " + failure.getMessage();
    }

    private static String reason(FileSystemException failure) {
        return switch (failure.getClass().getSimpleName()) {
            case "NoSuchFileException" -> missing(failure.getFile());
            case "AccessDeniedException" -> "permission denied";
            case "FileAlreadyExistsException" -> "it exists already";
            case "NotDirectoryException" -> "it is not a directory";
            case "DirectoryNotEmptyException" -> "the directory is not empty";
            default -> failure.getClass().getSimpleName();
        };
    }

    /** A file that was to be written is missed by its directory. */
    private static String missing(String file) {
        Path directory = Path.of(file).toAbsolutePath().getParent();
        return directory == null || Files.isDirectory(directory)
                ? "there is no such file"
                : "there is no directory " + directory + ": make it first";
    }

    /** What somebody else's exception says may be a whole statement. */
    private static String brief(String text) {
        String line = oneLine(text);
        return line.length() <= BRIEF ? line : line.substring(0, BRIEF) + "…";
    }

    /** Spark puts whole stack traces into its messages. */
    private static String oneLine(String text) {
        return text.lines()
                .map(String::strip)
                .takeWhile(line -> !line.startsWith("at "))
                .collect(Collectors.joining(" "));
    }
}
