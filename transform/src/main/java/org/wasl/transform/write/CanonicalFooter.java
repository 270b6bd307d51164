package org.wasl.transform.write;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * Gives a Parquet file the one footer that its pages have. Parquet writes the encodings of a column in the order of a
 * hash set, which differs from one JVM to the next; sorted, the same rows are the same bytes wherever they were written.
 * The pages stay as they are.
 */
public final class CanonicalFooter {
    // The end of a file: footer, its length in four bytes, "PAR1".
    private static final int TAIL_BYTES = 8;
    private static final byte[] MAGIC = {'P', 'A', 'R', '1'};
    private static final int COPY_BYTES = 1 << 16;

    private CanonicalFooter() {}

    /**
     * Moves a file to another place of the same file system, with its canonical footer.
     *
     * @return the rows it holds
     * @throws IOException if it is no Parquet file with a plain footer, or cannot be moved
     */
    public static long move(FileSystem files, Path written, Path target) throws IOException {
        FileMetaData footer;
        boolean canonical;
        try (FSDataInputStream in = files.open(written)) {
            long length = files.getFileStatus(written).getLen();
            byte[] found = footer(in, length, written);
            footer = Util.readFileMetaData(new ByteArrayInputStream(found));
            byte[] sorted = bytes(sorted(footer));
            canonical = Arrays.equals(found, sorted);
            if (!canonical) {
                try (FSDataOutputStream out = files.create(target, true)) {
                    in.seek(0);
                    copy(in, out, length - TAIL_BYTES - found.length);
                    out.write(sorted);
                    out.write(ByteBuffer.allocate(Integer.BYTES)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putInt(sorted.length)
                            .array());
                    out.write(MAGIC);
                }
            }
        }
        boolean moved = canonical ? files.rename(written, target) : files.delete(written, false);
        if (!moved) throw new IOException(written + " could not be moved to " + target);
        return footer.getNum_rows();
    }

    private static byte[] footer(FSDataInputStream in, long length, Path file) throws IOException {
        byte[] tail = new byte[TAIL_BYTES];
        if (length < TAIL_BYTES + MAGIC.length) throw new IOException(file + " is too short to be a Parquet file");
        in.readFully(length - TAIL_BYTES, tail);
        int bytes = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
        boolean marked = Arrays.equals(tail, Integer.BYTES, TAIL_BYTES, MAGIC, 0, MAGIC.length);
        if (!marked || bytes <= 0 || bytes > length - TAIL_BYTES - MAGIC.length) {
            throw new IOException(file + " does not end as a Parquet file");
        }
        byte[] footer = new byte[bytes];
        in.readFully(length - TAIL_BYTES - bytes, footer);
        return footer;
    }

    private static FileMetaData sorted(FileMetaData footer) {
        for (RowGroup group : footer.getRow_groups()) {
            for (ColumnChunk chunk : group.getColumns()) {
                ColumnMetaData column = chunk.getMeta_data();
                column.setEncodings(column.getEncodings().stream().sorted().toList());
                List<PageEncodingStats> pages = column.getEncoding_stats();
                if (pages == null) continue;
                column.setEncoding_stats(pages.stream()
                        .sorted(Comparator.comparing(PageEncodingStats::getPage_type)
                                .thenComparing(PageEncodingStats::getEncoding))
                        .toList());
            }
        }
        return footer;
    }

    private static byte[] bytes(FileMetaData footer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Util.writeFileMetaData(footer, bytes);
        return bytes.toByteArray();
    }

    private static void copy(InputStream in, FSDataOutputStream out, long length) throws IOException {
        byte[] buffer = new byte[COPY_BYTES];
        for (long left = length; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) throw new IOException("a file shrank while it was read");
            out.write(buffer, 0, read);
            left -= read;
        }
    }
}
