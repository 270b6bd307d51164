package org.wasl.warehouse.disclosure.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.wasl.warehouse.disclosure.ProtectionException;

/**
 * What left the house: a file of JSON lines that is only ever added to. A line counts when it ends in a line
 * feed; what a killed process left behind of one is passed over. Asking and noting are one step under a lock, so that two
 * requests at once see each other.
 */
public final class Ledger {
    /** Its name in the home's restricted directory. */
    public static final String FILE = "disclosure-ledger.jsonl";

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final Path file;

    public Ledger(Path file) {
        this.file = file;
    }

    /** Everything noted so far. */
    public List<Entry> entries() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(channel);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /**
     * Decides on requests knowing all that left before, and notes what leaves by them before it does.
     *
     * @param decision the new lines, or an exception when a request is refused
     */
    public List<Entry> admit(Function<List<Entry>, List<Entry>> decision) {
        // The lock on the file is between processes; threads of one wait here.
        synchronized (Ledger.class) {
            return admitted(decision);
        }
    }

    private List<Entry> admitted(Function<List<Entry>, List<Entry>> decision) {
        try {
            create();
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (!lock.isValid()) {
                    throw new ProtectionException("the ledger " + file + " cannot be locked");
                }
                List<Entry> entries = decision.apply(read(channel));
                append(channel, entries);
                return entries;
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private void create() throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
        } catch (java.nio.file.FileAlreadyExistsException anotherWasFirst) {
            return;
        }
    }

    private List<Entry> read(FileChannel channel) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        channel.position(0);
        while (channel.read(buffer.clear()) >= 0) {
            bytes.write(buffer.array(), 0, buffer.position());
        }
        String text = bytes.toString(StandardCharsets.UTF_8);
        List<Entry> entries = new ArrayList<>();
        int begin = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', begin)) {
            String line = text.substring(begin, end);
            begin = end + 1;
            if (!line.isBlank()) {
                entries.add(parse(line, entries.size() + 1));
            }
        }
        return entries;
    }

    private Entry parse(String line, int number) {
        try {
            return JSON.readValue(line, Entry.class);
        } catch (JsonProcessingException e) {
            throw new ProtectionException(
                    "the ledger " + file + " cannot be read at entry " + number + ", so nothing more may leave: "
                            + e.getOriginalMessage(),
                    e);
        }
    }

    private static void append(FileChannel channel, List<Entry> entries) throws IOException {
        if (entries.isEmpty()) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        for (Entry entry : entries) {
            lines.append(JSON.writeValueAsString(entry)).append('\n');
        }
        channel.position(endOfLines(channel));
        ByteBuffer buffer = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.truncate(channel.position());
        channel.force(true);
    }

    /** Behind the last line feed: a line torn by a crash is written over. */
    private static long endOfLines(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        for (long at = channel.size(); at > 0; at--) {
            channel.read(one.clear(), at - 1);
            if (one.get(0) == '\n') {
                return at;
            }
        }
        return 0;
    }

    private ProtectionException unusable(IOException e) {
        return new ProtectionException(
                "the ledger of what left cannot be used, so nothing may leave: " + file + ": " + e.getMessage(), e);
    }
}
