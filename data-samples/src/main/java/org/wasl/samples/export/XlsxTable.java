package org.wasl.samples.export;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A workbook of one sheet. Its bytes depend on its cells only: the times inside are set to the delivery's day. */
final class XlsxTable implements Table {
    private static final int ROWS_BETWEEN_FLUSHES = 2000;

    private final Path file;
    private final Path draft;
    private final LocalDateTime time;
    private final OutputStream draftBytes;
    private final Workbook workbook;
    private final Worksheet sheet;
    private int row;

    XlsxTable(Path file, Delivery delivery) throws IOException {
        this.file = file;
        this.time = delivery.day().atTime(18, 0);
        this.draft = Files.createTempFile("wasl-samples", ".xlsx");
        this.draftBytes = new BufferedOutputStream(Files.newOutputStream(draft));
        this.workbook = new Workbook(draftBytes, "wasl", "1.0");
        this.sheet = workbook.newWorksheet("Sheet1");
    }

    @Override
    public int write(List<Value> values) throws IOException {
        for (int column = 0; column < values.size(); column++) {
            Value value = values.get(column);
            Object typed = value.typed();
            if (typed instanceof LocalDate date) {
                sheet.value(row, column, date);
                sheet.style(row, column).format("yyyy-mm-dd").set();
            } else if (typed instanceof Number number) {
                sheet.value(row, column, number);
            } else if (!value.text().isEmpty()) {
                sheet.value(row, column, value.text());
            }
        }
        row++;
        if (row % ROWS_BETWEEN_FLUSHES == 0) {
            sheet.flush();
        }
        return row;
    }

    /** Merges cells of a column from one line to another, as people do for looks. */
    void merge(int column, int firstLine, int lastLine) {
        sheet.range(firstLine - 1, column, lastLine - 1, column).merge();
    }

    @Override
    public void blank() {
        row++;
    }

    @Override
    public void close() throws IOException {
        workbook.close();
        draftBytes.close();
        // Read by the central directory: the writer's own streaming entries do not say their sizes up front.
        try (ZipFile in = new ZipFile(draft.toFile());
                ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            for (ZipEntry entry : in.stream().toList()) {
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(time);
                out.putNextEntry(copy);
                try (InputStream bytes = in.getInputStream(entry)) {
                    switch (entry.getName()) {
                        case "docProps/core.xml" -> {
                            String core = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
                            out.write(core.replaceAll("\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z?", time + ":00Z")
                                    .getBytes(StandardCharsets.UTF_8));
                        }
                        case "xl/worksheets/sheet1.xml" -> inOrder(bytes, out);
                        default -> bytes.transferTo(out);
                    }
                }
            }
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Copies a sheet with its merged cells in order: the writer keeps them in a set of no order. */
    private static void inOrder(InputStream in, OutputStream out) throws IOException {
        Reader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        List<String> merged = new ArrayList<>();
        StringBuilder token = new StringBuilder();
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            token.append((char) c);
            if (c != '>') {
                continue;
            }
            String tag = token.toString();
            token.setLength(0);
            if (tag.startsWith("<mergeCell ")) {
                merged.add(tag);
                continue;
            }
            if (tag.equals("</mergeCells>")) {
                merged.sort(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
                for (String each : merged) {
                    writer.write(each);
                }
            }
            writer.write(tag);
        }
        writer.append(token).flush();
    }
}
