package org.wasl.samples.export;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A delimited text file, plain or the one entry of a zip archive. */
final class CsvTable implements Table {
    private final Writer out;
    private final String delimiter;
    private final String newline;
    private final StringBuilder record = new StringBuilder();
    private final CSVPrinter quoted;
    private final CSVPrinter unquoted;
    private int nextLine = 1;

    CsvTable(Path file, Delivery delivery) throws IOException {
        OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        if (delivery.isZip()) {
            ZipOutputStream zip = new ZipOutputStream(bytes);
            ZipEntry entry = new ZipEntry(delivery.sourceFile());
            entry.setTimeLocal(delivery.day().atTime(18, 0));
            zip.putNextEntry(entry);
            bytes = zip;
        }
        out = new BufferedWriter(new OutputStreamWriter(
                bytes,
                Charset.forName(delivery.encoding()).newEncoder().onUnmappableCharacter(CodingErrorAction.REPORT)));
        if (delivery.bom()) {
            out.write('\uFEFF');
        }
        delimiter = delivery.delimiter();
        newline = delivery.newline();
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setRecordSeparator(newline)
                .get();
        quoted = new CSVPrinter(record, format);
        unquoted = new CSVPrinter(record, format.builder().setQuote(null).get());
    }

    @Override
    public int write(List<Value> values) throws IOException {
        return print(quoted, values);
    }

    /** Writes a row without any quoting, as a system does that knows none. */
    int writeUnquoted(List<Value> values) throws IOException {
        return print(unquoted, values);
    }

    /** Whether a row keeps its shape without quoting: no delimiter, line break or leading quote in any cell. */
    boolean fitsUnquoted(List<Value> values) {
        for (Value value : values) {
            String text = value.text();
            if (text.contains(delimiter) || text.indexOf('\n') >= 0 || text.indexOf('"') == 0) {
                return false;
            }
        }
        return true;
    }

    /** Writes the first part of a row and no line break: the file was cut off here. */
    int writeTruncated(List<Value> values) throws IOException {
        record.setLength(0);
        quoted.printRecord(values.stream().map(Value::text).toArray());
        record.setLength(record.length() - newline.length());
        int line = nextLine;
        out.append(record);
        return line;
    }

    private int print(CSVPrinter printer, List<Value> values) throws IOException {
        record.setLength(0);
        for (Value value : values) {
            printer.print(value.text());
        }
        printer.println();
        int line = nextLine;
        for (int i = 0; i < record.length(); i++) {
            nextLine += record.charAt(i) == '\n' ? 1 : 0;
        }
        out.append(record);
        return line;
    }

    @Override
    public void blank() throws IOException {
        out.write(newline);
        nextLine++;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
