package org.wasl.ingest.read;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.wasl.ingest.UnreadableDeliveryException;
import org.wasl.ingest.contract.Contracts;
import org.wasl.ingest.contract.FeedContract;
import org.wasl.ingest.contract.FeedContract.Format;

/**
 * Reads a delivered file record by record: delimited text, a workbook, or an archive of them, told apart by content and
 * not by name. Whatever keeps the file from being read is an {@link UnreadableDeliveryException}.
 */
public final class DeliveryReader implements AutoCloseable {
    private final FeedContract contract;
    private final Contracts contracts;
    private final String source;
    private final Headers headers;
    private final AtomicLong bytes = new AtomicLong();
    private final Set<String> encodings = new LinkedHashSet<>();
    private final Set<String> delimiters = new LinkedHashSet<>();
    private final Set<String> sheets = new LinkedHashSet<>();
    private final Set<String> added = new LinkedHashSet<>();
    private final Set<String> missing = new LinkedHashSet<>();
    private final Deque<Content> contents = new ArrayDeque<>();
    private final String name;
    private @Nullable Archive archive;
    private @Nullable Table table;

    /**
     * What reading has found out about the file so far.
     *
     * @param added headers that are not known
     * @param missing columns and questions without a header
     */
    public record Facts(
            @Nullable String encoding,
            @Nullable String delimiter,
            @Nullable String sheet,
            List<String> added,
            List<String> missing,
            List<String> notRead) {}

    private DeliveryReader(String name, FeedContract contract, Contracts contracts, String source) {
        this.name = name;
        this.contract = contract;
        this.contracts = contracts;
        this.source = source;
        this.headers = new Headers(contract);
    }

    public static DeliveryReader open(Path file, FeedContract contract, Contracts contracts, String source) {
        DeliveryReader reader = new DeliveryReader(file.getFileName().toString(), contract, contracts, source);
        boolean opened = false;
        try {
            reader.start(file);
            opened = true;
            return reader;
        } catch (IOException e) {
            throw reader.unreadable(e);
        } finally {
            if (!opened) reader.close();
        }
    }

    private void start(Path file) throws IOException {
        Content whole = new Content(name, () -> Files.newInputStream(file));
        byte[] head = whole.head(8);
        if (Archive.isZip(head) && !Archive.isWorkbook(file)) {
            require(Format.ZIP);
            archive = Archive.open(file);
            contents.addAll(archive.contents());
        } else {
            contents.add(whole);
        }
        table = open(contents.remove());
    }

    /** The next record, or null at the end of the delivery. */
    public @Nullable Row next() {
        try {
            while (table != null) {
                Row row = table.next();
                if (row != null) return row;
                table.close();
                table = null;
                if (!contents.isEmpty()) table = open(contents.remove());
            }
            return null;
        } catch (IOException e) {
            throw unreadable(e);
        } catch (UncheckedIOException e) {
            throw unreadable(new IOException(e.getMessage(), e));
        }
    }

    /** Bytes of text or workbook read so far. */
    public long bytesRead() {
        return bytes.get();
    }

    public Facts facts() {
        return new Facts(
                joined(encodings),
                joined(delimiters),
                joined(sheets),
                List.copyOf(added),
                List.copyOf(missing),
                archive == null ? List.of() : archive.notRead());
    }

    private Table open(Content content) throws IOException {
        byte[] head = content.head(8);
        if (head.length == 0) throw new UnreadableDeliveryException(content.name() + " is empty (0 bytes)");
        Magic.refuse(content.name(), head);
        Table opened = Archive.isZip(head) ? workbook(content) : text(content);
        added.addAll(opened.added());
        missing.addAll(opened.missing());
        return opened;
    }

    private Table text(Content content) throws IOException {
        require(Format.CSV);
        Encoding encoding = Encoding.sniff(content, contract.encoding());
        Dialect dialect;
        try (InputStream in = content.open()) {
            dialect = Dialect.sniff(encoding.reader(in), contract, headers);
        }
        encodings.add(encoding.charset().name());
        delimiters.add(String.valueOf(dialect.delimiter()));
        Rows rows = new CsvRows(encoding.reader(counted(content.open())), dialect);
        return table(content.name(), rows, dialect.delimiter());
    }

    /** The declared sheet, or the first one with the required columns: others hold notes and lists. */
    private Table workbook(Content content) throws IOException {
        require(Format.XLSX);
        List<String> names = XlsxRows.sheets(content);
        UnreadableDeliveryException unfit = null;
        for (int i = 0; i < names.size(); i++) {
            String declared = contract.sheet();
            if (declared != null && !declared.equalsIgnoreCase(names.get(i))) continue;
            try {
                Table found = table(content.name(), XlsxRows.open(content, counted(content.open()), i), (char) 0);
                sheets.add(names.get(i));
                return found;
            } catch (UnreadableDeliveryException e) {
                if (unfit == null) unfit = e;
            }
        }
        if (unfit != null) throw unfit;
        throw new UnreadableDeliveryException(
                content.name() + " has no sheet '" + contract.sheet() + "'; its sheets: " + String.join(", ", names));
    }

    private Table table(String file, Rows rows, char delimiter) throws IOException {
        boolean opened = false;
        try {
            Table found = Table.open(file, rows, delimiter, contract, contracts, source, headers);
            opened = true;
            return found;
        } finally {
            if (!opened) rows.close();
        }
    }

    private void require(Format format) {
        if (contract.formats().contains(format)) return;
        throw new UnreadableDeliveryException(
                name + " is " + (format == Format.ZIP ? "a zip archive" : format == Format.XLSX ? "a workbook" : "text")
                        + "; feed " + contract.feed() + " takes "
                        + contract.formats().stream()
                                .map(f -> f.name().toLowerCase(Locale.ROOT))
                                .sorted()
                                .toList());
    }

    private UnreadableDeliveryException unreadable(IOException e) {
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new UnreadableDeliveryException(name + " cannot be read: " + reason + "; deliver it again", e);
    }

    private InputStream counted(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int b = super.read();
                if (b >= 0) bytes.incrementAndGet();
                return b;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int n = super.read(target, offset, length);
                if (n > 0) bytes.addAndGet(n);
                return n;
            }
        };
    }

    private static @Nullable String joined(Set<String> words) {
        return words.isEmpty() ? null : String.join(" ", words);
    }

    @Override
    public void close() {
        try {
            if (table != null) table.close();
            if (archive != null) archive.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}
