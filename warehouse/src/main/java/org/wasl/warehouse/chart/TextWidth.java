package org.wasl.warehouse.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * How much room a label takes. The reader's font is unknown, so widths are the widest of common sans-serif faces
 * (Segoe UI, Helvetica, Noto Sans, DejaVu Sans condensed by a tenth), in ems by class of character.
 */
final class TextWidth {

    private TextWidth() {}

    static double of(String text, double fontSize) {
        double ems = 0;
        for (int i = 0; i < text.length(); i++) {
            ems += ems(text.charAt(i));
        }
        return ems * fontSize;
    }

    /** The same in the weight of headings and of figures. */
    static double ofStrong(String text, double fontSize) {
        return of(text, fontSize) * 1.09;
    }

    /** The text in lines no wider than {@code room}, broken at spaces; a single word is never broken. */
    static List<String> wrap(String text, double fontSize, double room) {
        if (isIsolated(text)) {
            return isolate(wrap(text.substring(1, text.length() - 1), fontSize, room));
        }
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && of(line + " " + word, fontSize) > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return List.copyOf(lines);
    }

    /** At most {@code most} lines; what has no room is left out and an ellipsis says so. */
    static List<String> shorten(String text, double fontSize, double room, int most) {
        if (isIsolated(text)) {
            return isolate(shorten(text.substring(1, text.length() - 1), fontSize, room, most));
        }
        List<String> lines = wrap(text, fontSize, room);
        int fit = 0;
        while (fit < Math.min(most, lines.size()) && of(lines.get(fit), fontSize) <= room) {
            fit++;
        }
        if (fit == lines.size()) {
            return lines;
        }
        List<String> kept = new ArrayList<>(lines.subList(0, Math.max(1, fit)));
        kept.set(kept.size() - 1, kept.get(kept.size() - 1) + "\u2026");
        return List.copyOf(kept);
    }

    /** A name in another script than the page's, between a first-strong isolate and its end. */
    private static boolean isIsolated(String text) {
        return text.startsWith("\u2068") && text.endsWith("\u2069");
    }

    private static List<String> isolate(List<String> lines) {
        return lines.stream().map(line -> "\u2068" + line + "\u2069").toList();
    }

    private static double ems(char c) {
        if (Character.getType(c) == Character.NON_SPACING_MARK || Character.getType(c) == Character.FORMAT) {
            return 0;
        }
        if (c >= '\u0600' && c <= '\u06ff') {
            return 0.56;
        }
        if ("iljtfrI.,:;'|()[]! \u2009\u00b7".indexOf(c) >= 0) {
            return 0.34;
        }
        if ("mwMW%@—".indexOf(c) >= 0) {
            return 0.88;
        }
        return Character.isUpperCase(c) || c == '+' || c == '\u2212' ? 0.68 : 0.57;
    }
}
