package org.wasl.ingest.read;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds where records begin and end, so that a parser only ever meets records that are well formed. An unbalanced quote
 * would have a parser swallow the rest of the file; here it costs the one line it stands in, and reading goes on with
 * the next.
 */
final class CsvScanner {
    static final int MAX_FIELD = 1 << 20;
    private static final int MAX_RECORD = 1 << 24;
    private static final int SHOWN = 4096;
    private static final int KEPT = 1 << 18;
    // Fewer columns than this, and a line of prose inside quotes is too easily taken for a record.
    private static final int TELLING_FIELDS = 5;

    private final Reader in;
    private final char delimiter;
    private final char quote;
    private final int expected;
    private char[] buffer = new char[1 << 16];
    private int limit;
    private boolean exhausted;
    private int start;
    private int end;
    private long line = 1;
    private long nextLine = 1;
    private Rows.@Nullable Damage damage;
    private int[] strays = new int[8];
    private int strayCount;

    // State of the record being scanned.
    private int fields;
    private int newlines;
    private int firstLineEnd;
    private int longest;
    private int delimitersInLine;
    private boolean quoteInLine;

    /** A scanner of records that should have as many fields as {@code expected}. */
    CsvScanner(Reader in, char delimiter, char quote, int expected) {
        this.in = in;
        this.delimiter = delimiter;
        this.quote = quote;
        this.expected = expected;
    }

    /** Moves to the next record that is not blank; false at the end. */
    boolean next() throws IOException {
        while (true) {
            start = end;
            line = nextLine;
            compact();
            if (start == limit && !fill()) return false;
            damage = null;
            strayCount = 0;
            scan();
            if (damage != null || !blank()) return true;
        }
    }

    /** Where the record starts, counted in physical lines from 1. */
    long line() {
        return line;
    }

    /** What keeps the record from being parsed, if anything. */
    Rows.@Nullable Damage damage() {
        return damage;
    }

    /** Appends the record and a line feed; a stray quote inside quotes comes out doubled. */
    void appendTo(StringBuilder out) {
        int from = start;
        for (int i = 0; i < strayCount; i++) {
            out.append(buffer, from, strays[i] - from + 1).append(quote);
            from = strays[i] + 1;
        }
        out.append(buffer, from, contentEnd() - from).append('\n');
    }

    private void scan() throws IOException {
        fields = 1;
        newlines = 0;
        firstLineEnd = -1;
        longest = 0;
        int p = start;
        while (true) {
            int fieldStart = p;
            p = skipSpace(p);
            if (p < limit && buffer[p] == quote) {
                p = scanQuoted(p + 1);
                if (p < 0) return; // said already
            } else {
                p = scanPlain(p);
            }
            longest = Math.max(longest, p - fieldStart);
            if (p - start > MAX_RECORD) {
                tooLong(p);
                return;
            }
            if (p < limit && buffer[p] == delimiter) {
                fields++;
                p++;
                continue;
            }
            finish(p);
            return;
        }
    }

    /** After the end of a record: p stands on its line end, or at the end of the file. */
    private void finish(int p) throws IOException {
        boolean terminated = p < limit || fill();
        end = terminated ? afterNewline(p) : p;
        nextLine = line + newlines + 1;
        if (longest > MAX_FIELD) {
            damage = new Rows.Damage(
                    "field_too_long", "a field is longer than 1 MiB; is a quote missing?", text(start, p));
        } else if (strayCount > 0 && (newlines > 0 || fields != expected)) {
            unbalanced();
        } else if (!terminated && fields < expected) {
            damage = truncated();
        }
    }

    private int scanPlain(int from) throws IOException {
        int p = from;
        while (true) {
            char[] chars = buffer;
            int stop = limit;
            while (p < stop) {
                char c = chars[p];
                if (c == delimiter || c == '\n' || c == '\r') return p;
                p++;
            }
            if (p - start > MAX_RECORD || !fill()) return p;
        }
    }

    /** Behind the closing quote, or -1 where there is none and the damage is said. */
    private int scanQuoted(int from) throws IOException {
        int p = from;
        delimitersInLine = 0;
        quoteInLine = false;
        while (true) {
            if (p == limit && !fill()) {
                if (newlines == 0) {
                    end = limit;
                    nextLine = line + 1;
                    damage = truncated();
                } else {
                    unbalanced();
                }
                return -1;
            }
            char c = buffer[p];
            if (c == quote) {
                if (p + 1 < limit || fill()) {
                    if (buffer[p + 1] == quote) {
                        quoteInLine = true;
                        p += 2;
                        continue;
                    }
                    int behind = skipSpace(p + 1);
                    if (behind == limit || buffer[behind] == delimiter || newline(buffer[behind])) return behind;
                    if (newlines > 0) {
                        unbalanced();
                        return -1;
                    }
                    stray(p);
                    quoteInLine = true;
                    p++;
                    continue;
                }
                return p + 1;
            }
            if (c == delimiter) {
                delimitersInLine++;
            } else if (newline(c)) {
                p = afterNewline(p);
                if (newlines > 0 && looksLikeRecord()) {
                    unbalanced();
                    return -1;
                }
                if (newlines++ == 0) firstLineEnd = p;
                delimitersInLine = 0;
                quoteInLine = false;
                if (p - start > MAX_RECORD) {
                    unbalanced();
                    return -1;
                }
                continue;
            } else if (p - start > MAX_RECORD) {
                if (newlines > 0) unbalanced();
                else tooLong(p);
                return -1;
            }
            p++;
        }
    }

    // A line inside quotes, without quotes of its own and with as many fields as the header, is the next record:
    // the quote was never closed.
    private boolean looksLikeRecord() {
        return expected >= TELLING_FIELDS && !quoteInLine && delimitersInLine == expected - 1;
    }

    private void stray(int p) {
        if (strayCount == strays.length) strays = Arrays.copyOf(strays, strayCount * 2);
        strays[strayCount++] = p;
    }

    /** The record is its first line only; reading goes on behind it. */
    private void unbalanced() {
        if (newlines > 0) end = firstLineEnd;
        strayCount = 0;
        nextLine = line + 1;
        damage = new Rows.Damage(
                "unbalanced_quote",
                "a quote is opened and not closed, or stands inside a quoted field",
                text(start, contentEnd()));
    }

    private Rows.Damage truncated() {
        return new Rows.Damage(
                "truncated",
                "the file ends in the middle of this record; was it cut off in transfer?",
                text(start, end));
    }

    /** Drops the rest of the physical line without keeping it. */
    private void tooLong(int from) throws IOException {
        String shown = text(start, Math.min(from, limit));
        int p = from;
        int base = start;
        while (true) {
            while (p < limit && !newline(buffer[p])) p++;
            if (p < limit) break;
            limit = base;
            p = base;
            if (!fill()) break;
        }
        end = p < limit ? afterNewline(p) : p;
        nextLine = line + newlines + 1;
        damage = new Rows.Damage("field_too_long", "a field is longer than 1 MiB; is a quote missing?", shown);
    }

    private int skipSpace(int from) throws IOException {
        int p = from;
        while (true) {
            if (p == limit && !fill()) return p;
            char c = buffer[p];
            if (c > ' ' && c < 0x80) return p;
            if (c == delimiter || newline(c) || !Character.isWhitespace(c)) return p;
            p++;
        }
    }

    private int afterNewline(int p) throws IOException {
        if (buffer[p] == '\r' && (p + 1 < limit || fill()) && buffer[p + 1] == '\n') return p + 2;
        return p + 1;
    }

    private static boolean newline(char c) {
        return c == '\n' || c == '\r';
    }

    private int contentEnd() {
        int p = end;
        if (p > start && buffer[p - 1] == '\n') p--;
        if (p > start && buffer[p - 1] == '\r') p--;
        return p;
    }

    private boolean blank() {
        for (int p = start; p < end; p++) {
            if (!Character.isWhitespace(buffer[p]) || buffer[p] == delimiter) return false;
        }
        return true;
    }

    private String text(int from, int to) {
        return to - from <= SHOWN ? new String(buffer, from, to - from) : new String(buffer, from, SHOWN) + "…";
    }

    private void compact() {
        if (start == 0 || limit - start > 1 << 13) return;
        char[] target = buffer.length > KEPT ? new char[1 << 16] : buffer;
        System.arraycopy(buffer, start, target, 0, limit - start);
        buffer = target;
        limit -= start;
        end -= start;
        start = 0;
    }

    /** Reads more behind what is there; positions stay what they are. */
    private boolean fill() throws IOException {
        if (exhausted) return false;
        if (limit == buffer.length) buffer = Arrays.copyOf(buffer, buffer.length * 2);
        int n = in.read(buffer, limit, buffer.length - limit);
        if (n <= 0) {
            exhausted = true;
            return false;
        }
        limit += n;
        return true;
    }
}
