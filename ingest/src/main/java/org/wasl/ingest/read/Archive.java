package org.wasl.ingest.read;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.wasl.ingest.UnreadableDeliveryException;

/** A zip archive of tables, with bounds on what it may unfold to. */
final class Archive implements Closeable {
    private static final int MAX_ENTRIES = 1000;
    private static final long FREE_BYTES = 64L << 20;
    // Deflate reaches 1,032 : 1 on zeros; exports stay below 50 : 1.
    private static final long MAX_RATIO = 200;
    private static final List<String> TABLES = List.of(".csv", ".txt", ".tsv", ".xlsx");

    private final ZipFile zip;
    private final String name;
    private final List<Content> contents = new ArrayList<>();
    private final List<String> notRead = new ArrayList<>();

    private Archive(ZipFile zip, String name) {
        this.zip = zip;
        this.name = name;
    }

    static boolean isZip(byte[] head) {
        return head.length >= 4 && head[0] == 'P' && head[1] == 'K' && (head[2] == 3 || head[2] == 5);
    }

    /** Whether a zip file is a workbook; refused where what it says to unfold to is out of proportion. */
    static boolean isWorkbook(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.getEntry("xl/workbook.xml") == null) return false;
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.getSize() > FREE_BYTES && entry.getSize() / MAX_RATIO > entry.getCompressedSize()) {
                    throw bomb(file.getFileName().toString());
                }
            }
            return true;
        } catch (ZipException e) {
            throw damaged(file.getFileName().toString(), e);
        }
    }

    static Archive open(Path file) throws IOException {
        String name = file.getFileName().toString();
        try {
            Archive archive = new Archive(new ZipFile(file.toFile()), name);
            boolean listed = false;
            try {
                archive.list();
                listed = true;
                return archive;
            } finally {
                if (!listed) archive.close();
            }
        } catch (ZipException e) {
            throw damaged(name, e);
        }
    }

    List<Content> contents() {
        return contents;
    }

    /** Entries that are no tables. */
    List<String> notRead() {
        return List.copyOf(notRead);
    }

    private void list() {
        List<? extends ZipEntry> entries = Collections.list(zip.entries());
        if (entries.size() > MAX_ENTRIES) {
            throw new UnreadableDeliveryException(
                    name + " has " + entries.size() + " entries; a delivery has at most " + MAX_ENTRIES);
        }
        for (ZipEntry entry : entries) {
            String path = entry.getName();
            String file = path.substring(path.lastIndexOf('/') + 1);
            if (entry.isDirectory() || file.startsWith(".") || path.startsWith("__MACOSX/")) continue;
            String lower = file.toLowerCase(Locale.ROOT);
            if (TABLES.stream().anyMatch(lower::endsWith)) {
                contents.add(new Content(path, () -> bounded(entry)));
            } else {
                notRead.add(path);
            }
        }
        if (contents.isEmpty()) {
            throw new UnreadableDeliveryException(name + " holds no table (.csv, .txt, .tsv or .xlsx)"
                    + (notRead.isEmpty() ? "" : "; it holds " + String.join(", ", notRead)));
        }
    }

    private InputStream bounded(ZipEntry entry) throws IOException {
        long allowed = Math.max(FREE_BYTES, Math.max(entry.getCompressedSize(), 0) * MAX_RATIO);
        return new FilterInputStream(zip.getInputStream(entry)) {
            private long read;

            @Override
            public int read() throws IOException {
                int b = super.read();
                if (b >= 0) count(1);
                return b;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int n = super.read(target, offset, length);
                if (n > 0) count(n);
                return n;
            }

            private void count(int n) {
                read += n;
                if (read > allowed) throw bomb(name + "/" + entry.getName());
            }
        };
    }

    private static UnreadableDeliveryException bomb(String name) {
        return new UnreadableDeliveryException(name + " unfolds to more than " + MAX_RATIO
                + " times its size: it is no export; nothing of it was read");
    }

    private static UnreadableDeliveryException damaged(String name, ZipException e) {
        return new UnreadableDeliveryException(
                name + " is a damaged zip archive (" + e.getMessage() + "); send it again", e);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
