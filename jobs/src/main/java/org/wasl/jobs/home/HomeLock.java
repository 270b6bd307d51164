package org.wasl.jobs.home;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wasl.jobs.Failure;

/**
 * One writer a home. The operating system holds the lock and lets it go with the process, however that ends; the file's
 * content only tells others who holds it.
 */
public final class HomeLock implements AutoCloseable {
    // Far beyond the content, so that others may read it where locks are mandatory.
    private static final long POSITION = Long.MAX_VALUE - 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Who holds a lock. */
    public record Holder(long pid, String host, String command, String since) {
        @Override
        public String toString() {
            return "`" + command + "` (process " + pid + " on " + host + ", since " + since + ")";
        }
    }

    /**
     * Takes the lock or says who holds it.
     *
     * @throws Failure if another process has it
     */
    static HomeLock take(Path file, Home home, String command, Clock clock) {
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new Failure(
                    "cannot lock the home " + home.directory() + " (" + file
                            + " cannot be written): make it writable or name another with --home",
                    e);
        }
        try {
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                String who = holder(file).map(Holder::toString).orElse("another process");
                throw new Failure(
                        "the home " + home.directory() + " is in use by " + who + ": wait for it to end, or stop it");
            }
            write(
                    channel,
                    new Holder(
                            ProcessHandle.current().pid(),
                            host(),
                            command,
                            clock.instant().truncatedTo(ChronoUnit.SECONDS).toString()));
        } catch (IOException e) {
            throw new Failure("cannot lock the home " + home.directory() + ": " + e.getMessage(), e);
        }
        return new HomeLock(channel);
    }

    /** Does some work while holding the home's lock. */
    public static <T> T holding(Home home, String command, Clock clock, Supplier<T> work) {
        return holding(home.lock(), home, command, clock, work);
    }

    /** The same for another lock of the home. */
    public static <T> T holding(Path file, Home home, String command, Clock clock, Supplier<T> work) {
        HomeLock lock = take(file, home, command, clock);
        try {
            return work.get();
        } finally {
            lock.close();
        }
    }

    /** Who took the lock last and has not let it go in order; such a process may be gone. */
    static Optional<Holder> holder(Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            return content.length == 0 ? Optional.empty() : Optional.of(JSON.readValue(content, Holder.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Who holds the lock at this moment, if anyone. */
    public static Optional<Holder> inUseBy(Home home) {
        Path file = home.lock();
        if (!Files.exists(file)) return Optional.empty();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            FileLock lock = tryLock(channel);
            if (lock == null) return holder(file);
            lock.release();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(POSITION, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void write(FileChannel channel, Holder holder) throws IOException {
        channel.truncate(0);
        ByteBuffer content = ByteBuffer.wrap(JSON.writeValueAsBytes(holder));
        while (content.hasRemaining()) channel.write(content);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "this machine";
        }
    }

    @Override
    public void close() {
        try {
            channel.truncate(0);
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
