package org.wasl.transform.write;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanonicalFooterTest {
    private static final int TAIL = 8;
    private static final int ROWS = 1000;
    private static final MessageType SCHEMA =
            MessageTypeParser.parseMessageType("message facility { required binary id (UTF8); optional int64 seats; }");

    @TempDir
    @SuppressWarnings("NullAway")
    Path folder;

    @SuppressWarnings("NullAway")
    private FileSystem files;

    @BeforeEach
    void localFilesWithoutChecksums() throws IOException {
        files = FileSystem.getLocal(new Configuration()).getRawFileSystem();
    }

    @Test
    void twoWritesThatListEncodingsInDifferentOrdersEndInEqualBytes() throws IOException {
        Path one = written("one");
        Path other = withEncodingsTurnedRound(one, "other");
        assertFalse(Files.mismatch(one, other) < 0, "the two differ to begin with");

        assertEquals(ROWS, move(one, "a"));
        assertEquals(ROWS, move(other, "b"));

        assertEquals(-1, Files.mismatch(folder.resolve("a"), folder.resolve("b")));
    }

    @Test
    void pagesAndRowsStayAsTheyWere() throws IOException {
        Path file = withEncodingsTurnedRound(written("one"), "other");
        byte[] before = pages(file);
        List<String> rows = rows(file);

        move(file, "a");

        assertArrayEquals(before, pages(folder.resolve("a")));
        assertEquals(rows, rows(folder.resolve("a")));
        assertFalse(Files.exists(file), "the file has moved");
    }

    @Test
    void aFileThatIsCanonicalKeepsItsBytes() throws IOException {
        move(written("one"), "a");
        byte[] once = Files.readAllBytes(folder.resolve("a"));

        move(folder.resolve("a"), "b");

        assertArrayEquals(once, Files.readAllBytes(folder.resolve("b")));
    }

    @Test
    void whatIsNoParquetFileIsNotTouched() throws IOException {
        Path file = Files.writeString(folder.resolve("one"), "facility_id,seats\nF1,12\n");

        IOException failure = assertThrows(IOException.class, () -> move(file, "a"));

        assertTrue(String.valueOf(failure.getMessage()).endsWith("does not end as a Parquet file"));
        assertTrue(Files.exists(file));
    }

    private long move(Path file, String name) throws IOException {
        return CanonicalFooter.move(
                files,
                new org.apache.hadoop.fs.Path(file.toUri()),
                new org.apache.hadoop.fs.Path(folder.resolve(name).toUri()));
    }

    private Path written(String name) throws IOException {
        Path file = folder.resolve(name);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
                .withType(SCHEMA)
                .build()) {
            for (int i = 0; i < ROWS; i++) {
                Group row = new SimpleGroup(SCHEMA);
                row.add("id", "F" + i);
                if (i % 3 > 0) row.add("seats", (long) (i % 7));
                writer.write(row);
            }
        }
        return file;
    }

    /** The same file as a JVM with another order of its hash sets writes it. */
    private Path withEncodingsTurnedRound(Path file, String name) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int pages = pages(file).length;
        FileMetaData footer =
                Util.readFileMetaData(new ByteArrayInputStream(bytes, pages, bytes.length - TAIL - pages));
        footer.getRow_groups().stream()
                .flatMap(group -> group.getColumns().stream())
                .map(chunk -> chunk.getMeta_data())
                .forEach(column -> {
                    List<Encoding> encodings = new ArrayList<>(column.getEncodings());
                    Collections.reverse(encodings);
                    column.setEncodings(encodings);
                });
        ByteArrayOutputStream turned = new ByteArrayOutputStream();
        turned.write(bytes, 0, pages);
        Util.writeFileMetaData(footer, turned);
        int length = turned.size() - pages;
        turned.write(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .array());
        turned.write(bytes, bytes.length - 4, 4);
        return Files.write(folder.resolve(name), turned.toByteArray());
    }

    private static byte[] pages(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int footer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - TAIL);
        return Arrays.copyOf(bytes, bytes.length - TAIL - footer);
    }

    private static List<String> rows(Path file) throws IOException {
        List<String> rows = new ArrayList<>();
        try (ParquetReader<Group> reader = ParquetReader.builder(
                        new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toUri()))
                .build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) rows.add(row.toString());
        }
        return rows;
    }
}
