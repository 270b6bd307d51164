package org.wasl.warehouse.release;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The lines of a delivered text file, as it was when it landed. */
final class SourceLines {
    /** A record with line breaks in its cells spans a few lines, seldom more. */
    private static final int LONGEST_RECORD = 20;

    private final List<String> lines;

    private SourceLines(List<String> lines) {
        this.lines = lines;
    }

    /** Empty when the file is gone, changed, or not lines of text (a workbook, an archive). */
    static Optional<SourceLines> of(Path file, String sha256, @Nullable String encoding) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (!Files.isRegularFile(file) || name.endsWith(".zip") || name.endsWith(".xlsx")) {
            return Optional.empty();
        }
        if (!Hashes.sha256(file).equals(sha256)) {
            return Optional.empty();
        }
        String text = new String(Files.readAllBytes(file), charset(encoding));
        return Optional.of(new SourceLines(List.of(text.split("\r\n|\n|\r", -1))));
    }

    /** The record that starts at the line, with those it runs on to inside quotes. */
    Optional<String> record(long line) {
        if (line < 1 || line > lines.size()) {
            return Optional.empty();
        }
        int first = Math.toIntExact(line) - 1;
        StringBuilder record = new StringBuilder(lines.get(first));
        for (int next = first + 1; quotesOpen(record) && next < lines.size() && next - first < LONGEST_RECORD; next++) {
            record.append('\n').append(lines.get(next));
        }
        return Optional.of(record.toString());
    }

    private static boolean quotesOpen(CharSequence text) {
        return text.chars().filter(c -> c == '"').count() % 2 == 1;
    }

    private static Charset charset(@Nullable String name) {
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
