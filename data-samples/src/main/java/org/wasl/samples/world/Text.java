package org.wasl.samples.world;

/** Small text forms used on every row, without the cost of a format string. */
public final class Text {
    private static final char ARABIC_ZERO = '\u0660';

    private Text() {}

    /** A number with leading zeros to at least the width. */
    public static String digits(long number, int width) {
        String plain = Long.toString(number);
        return plain.length() >= width ? plain : "0".repeat(width - plain.length()) + plain;
    }

    /** The same text with Arabic-Indic digits. */
    public static String arabicDigits(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c >= '0' && c <= '9' ? (char) (ARABIC_ZERO + (c - '0')) : c);
        }
        return out.toString();
    }

    /** 1,234,567. */
    public static String thousands(long number) {
        String plain = Long.toString(number);
        StringBuilder out = new StringBuilder(plain);
        for (int at = plain.length() - 3; at > 0; at -= 3) {
            out.insert(at, ',');
        }
        return out.toString();
    }

    /** A number with so many decimals, rounded half up; no locale, no exponent. */
    public static String decimal(double value, int places) {
        long unit = 1;
        for (int i = 0; i < places; i++) {
            unit *= 10;
        }
        long scaled = Math.round(Math.abs(value) * unit);
        String sign = value < 0 && scaled > 0 ? "-" : "";
        return places == 0 ? sign + scaled : sign + scaled / unit + "." + digits(scaled % unit, places);
    }
}
