package org.wasl.ingest.read;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Objects;
import java.util.Queue;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** The records of a delimited text: the scanner says where they are, commons-csv takes them apart. */
final class CsvRows implements Rows {
    private static final String[] NO_CELLS = {};

    private final Reader in;
    private final CsvScanner scanner;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    // What the scanner has passed on or held back, in order: the parser reads ahead of its caller.
    private final Queue<Raw> scanned = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();

    CsvRows(Reader in, Dialect dialect) throws IOException {
        this.in = in;
        this.scanner = new CsvScanner(in, dialect.delimiter(), dialect.quote(), dialect.fields());
        this.parser = CSVParser.builder()
                .setReader(new WellFormed())
                .setFormat(dialect.format())
                .get();
        this.records = parser.iterator();
    }

    @Override
    public @Nullable Raw next() throws IOException {
        if (scanned.isEmpty() && !scan()) return null;
        Raw raw = Objects.requireNonNull(scanned.poll());
        if (raw.damage() != null) return raw;
        try {
            return new Raw(raw.line(), records.next().values(), null);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private boolean scan() throws IOException {
        if (!scanner.next()) return false;
        scanned.add(new Raw(scanner.line(), NO_CELLS, scanner.damage()));
        if (scanner.damage() == null) scanner.appendTo(text);
        return true;
    }

    @Override
    public void close() throws IOException {
        parser.close();
        in.close();
    }

    /** What the parser reads: the well-formed records, one after the other. */
    private final class WellFormed extends Reader {
        private static final int AHEAD = 1 << 13;
        private int position;

        @Override
        public int read(char[] target, int offset, int length) throws IOException {
            if (position == text.length()) {
                text.setLength(0);
                position = 0;
            }
            while (text.length() - position < Math.min(length, AHEAD) && scan()) {
                // scan() appends
            }
            int n = Math.min(length, text.length() - position);
            if (n == 0) return -1;
            text.getChars(position, position + n, target, offset);
            position += n;
            return n;
        }

        @Override
        public void close() {
            // the scanner's reader is closed by its owner
        }
    }
}
