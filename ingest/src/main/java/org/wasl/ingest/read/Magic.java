package org.wasl.ingest.read;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.wasl.ingest.UnreadableDeliveryException;

/** Kinds of file that are told by their first bytes and hold no table that could be read. */
final class Magic {
    private static final Map<String, String> KINDS = Map.of(
            "\u00D0\u00CF\u0011\u00E0", "an old or password-protected Excel workbook; save it as .xlsx or CSV",
            "%PDF", "a PDF; export the table as CSV or XLSX",
            "\u001F\u008B", "a gzip archive; unpack it, or send a zip",
            "\u0089PNG", "a picture; export the table as CSV or XLSX",
            "\u00FF\u00D8\u00FF", "a picture; export the table as CSV or XLSX",
            "7z\u00BC\u00AF", "a 7-Zip archive; unpack it, or send a zip",
            "Rar!", "a RAR archive; unpack it, or send a zip",
            "PAR1", "a Parquet file; export the table as CSV or XLSX");

    private Magic() {}

    static void refuse(String name, byte[] head) {
        String first = new String(head, StandardCharsets.ISO_8859_1);
        KINDS.forEach((magic, kind) -> {
            if (first.startsWith(magic)) throw new UnreadableDeliveryException(name + " is " + kind);
        });
    }
}
