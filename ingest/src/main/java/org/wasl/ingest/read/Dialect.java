package org.wasl.ingest.read;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.wasl.ingest.contract.FeedContract;

/**
 * How a delimited text is written.
 *
 * @param fields how many fields its header has
 */
record Dialect(char delimiter, char quote, int fields) {
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    private static final char[] QUOTES = {'"', '\''};
    private static final int SAMPLE = 1 << 16;

    /** The delimiter and quote by which the most headers of the contract are found, unless it declares them. */
    static Dialect sniff(Reader in, FeedContract contract, Headers headers) throws IOException {
        List<String> lines = firstLines(in);
        Character declaredDelimiter = contract.delimiter();
        Character declaredQuote = contract.quote();
        Dialect best = new Dialect(DELIMITERS[0], QUOTES[0], 0);
        int bestScore = -1;
        for (char quote : QUOTES) {
            if (declaredQuote != null && declaredQuote != quote) continue;
            for (char delimiter : DELIMITERS) {
                if (declaredDelimiter != null && declaredDelimiter != delimiter) continue;
                for (String line : lines) {
                    String[] cells = split(line, delimiter, quote);
                    // Known headers tell; where none is known, the more cells the likelier.
                    int score = headers.known(cells) * 1000 + Math.min(cells.length, 999);
                    if (score > bestScore) {
                        bestScore = score;
                        best = new Dialect(delimiter, quote, cells.length);
                    }
                }
            }
        }
        return best;
    }

    CSVFormat format() {
        return CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setQuote(quote)
                .setIgnoreEmptyLines(false)
                .setIgnoreSurroundingSpaces(true)
                .get();
    }

    private static String[] split(String line, char delimiter, char quote) {
        try (CSVParser parser = CSVParser.parse(new StringReader(line), new Dialect(delimiter, quote, 0).format())) {
            List<CSVRecord> records = parser.getRecords();
            return records.isEmpty() ? new String[0] : records.get(0).values();
        } catch (IOException | UncheckedIOException e) {
            return new String[0]; // not quoted in this way
        }
    }

    private static List<String> firstLines(Reader in) throws IOException {
        char[] sample = new char[SAMPLE];
        int length = 0;
        for (int n = 0; n >= 0 && length < SAMPLE; n = in.read(sample, length, SAMPLE - length)) length += n;
        List<String> lines = new ArrayList<>();
        for (String line : new String(sample, 0, length).split("\r\n|\r|\n", -1)) {
            if (!line.isBlank()) lines.add(line);
            if (lines.size() == Headers.WITHIN) break;
        }
        return lines;
    }
}
