package org.wasl.ingest.read;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.wasl.ingest.UnreadableDeliveryException;

/**
 * How a text is encoded: by its byte order mark, else UTF-8 where its bytes are valid UTF-8, else Windows-1256, what
 * Arabic Windows writes.
 */
record Encoding(Charset charset, int mark) {
    private static final Charset WINDOWS_1256 = Charset.forName("windows-1256");
    private static final int SAMPLE = 1 << 16;
    // One damaged sequence among many sound ones does not make another encoding of a UTF-8 file.
    private static final int SOUND_PER_DAMAGED = 10;

    static Encoding sniff(Content content, @Nullable String declared) throws IOException {
        byte[] head = content.head(SAMPLE);
        Encoding marked = byMark(head);
        if (marked == null && declared != null) marked = new Encoding(Charset.forName(declared), 0);
        if (marked == null) marked = byZeros(head);
        if (marked != null) return marked;
        refuseBinary(content.name(), head);
        return new Encoding(validUtf8(content) ? StandardCharsets.UTF_8 : WINDOWS_1256, 0);
    }

    Reader reader(InputStream bytes) throws IOException {
        InputStream in = new BufferedInputStream(bytes, SAMPLE);
        in.skipNBytes(mark);
        return new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE));
    }

    private static @Nullable Encoding byMark(byte[] head) {
        if (starts(head, 0xEF, 0xBB, 0xBF)) return new Encoding(StandardCharsets.UTF_8, 3);
        if (starts(head, 0xFF, 0xFE)) return new Encoding(StandardCharsets.UTF_16LE, 2);
        if (starts(head, 0xFE, 0xFF)) return new Encoding(StandardCharsets.UTF_16BE, 2);
        return null;
    }

    // UTF-16 without a mark: every other byte of ASCII text is zero.
    private static @Nullable Encoding byZeros(byte[] head) {
        int even = 0;
        int odd = 0;
        for (int i = 0; i < head.length; i++) {
            if (head[i] == 0) {
                if (i % 2 == 0) even++;
                else odd++;
            }
        }
        if (odd > head.length / 5 && even < head.length / 50) return new Encoding(StandardCharsets.UTF_16LE, 0);
        if (even > head.length / 5 && odd < head.length / 50) return new Encoding(StandardCharsets.UTF_16BE, 0);
        return null;
    }

    private static void refuseBinary(String name, byte[] head) {
        int controls = 0;
        int zeros = 0;
        for (byte b : head) {
            if (b == 0) zeros++;
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') controls++;
        }
        if (zeros * 100 > head.length || controls * 50 > head.length) {
            throw new UnreadableDeliveryException(name
                    + " is not a text file: it holds bytes that no CSV export holds. Was it encrypted, compressed or"
                    + " damaged in transfer? Export it again as CSV or XLSX.");
        }
    }

    private static boolean starts(byte[] head, int... mark) {
        if (head.length < mark.length) return false;
        for (int i = 0; i < mark.length; i++) if ((head[i] & 0xFF) != mark[i]) return false;
        return true;
    }

    private static boolean validUtf8(Content content) throws IOException {
        long sound = 0;
        long damaged = 0;
        int pending = 0;
        byte[] buffer = new byte[SAMPLE];
        try (InputStream in = content.open()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    int b = buffer[i];
                    if (pending > 0) {
                        if ((b & 0xC0) == 0x80) {
                            if (--pending == 0) sound++;
                            continue;
                        }
                        damaged++;
                        pending = 0;
                    }
                    if (b >= 0) continue;
                    pending = continuations(b & 0xFF);
                    if (pending < 0) {
                        damaged++;
                        pending = 0;
                    }
                }
            }
        }
        // A sequence that the end of the file cuts off is a truncated file, not another encoding.
        return damaged == 0 || sound > damaged * SOUND_PER_DAMAGED;
    }

    private static int continuations(int lead) {
        if (lead >= 0xC2 && lead <= 0xDF) return 1;
        if (lead >= 0xE0 && lead <= 0xEF) return 2;
        return lead >= 0xF0 && lead <= 0xF4 ? 3 : -1;
    }
}
