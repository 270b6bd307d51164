package org.wasl.ingest.check;

import org.jspecify.annotations.Nullable;

/**
 * Numbers as people write them: digits of any script, thousands separators, a decimal comma. {@code 1,234} is twelve
 * hundred and some; {@code 1,2} is a decimal comma; groups of any other length are no number.
 */
final class Numbers {
    private Numbers() {}

    /** A whole number, or null. {@code 12.0} is one: spreadsheets write it. */
    static @Nullable Long integer(String text) {
        int length = text.length();
        if (length > 0 && length <= 18) {
            long value = 0;
            int i = text.charAt(0) == '-' ? 1 : 0;
            boolean plain = i < length;
            for (int j = i; j < length && plain; j++) {
                int digit = text.charAt(j) - '0';
                plain = digit >= 0 && digit <= 9;
                value = value * 10 + digit;
            }
            if (plain) return i == 1 ? -value : value;
        }
        String canonical = canonical(text);
        if (canonical == null || canonical.indexOf('e') >= 0) return null;
        int point = canonical.indexOf('.');
        String whole = point < 0 ? canonical : canonical.substring(0, point);
        for (int j = point + 1; point >= 0 && j < canonical.length(); j++) if (canonical.charAt(j) != '0') return null;
        try {
            return Long.valueOf(whole);
        } catch (NumberFormatException e) {
            return null; // more than 64 bits, or a lone sign
        }
    }

    /** A number, or null. */
    static @Nullable Double decimal(String text) {
        String canonical = canonical(text);
        if (canonical == null) return null;
        try {
            double value = Double.parseDouble(canonical);
            return Double.isFinite(value) ? (Double) value : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Digits, an optional point and an optional exponent; or null where it is no number. */
    private static @Nullable String canonical(String written) {
        String text = Text.asciiDigits(written);
        StringBuilder out = new StringBuilder(text.length());
        int lastComma = -1;
        int lastPoint = -1;
        int separators = 0;
        boolean digits = false;
        boolean exponent = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits = true;
                out.append(c);
            } else if ((c == '-' || c == '+' || c == '−') && (out.isEmpty() || endsWithExponent(out))) {
                if (c != '+') out.append('-');
            } else if ((c == 'e' || c == 'E') && digits && !exponent) {
                exponent = true;
                out.append('e');
            } else if (exponent) {
                return null;
            } else if (c == ',' || c == '،' || c == '٬' || c == ' ' || c == '\'' || c == '’') {
                // Groups are told apart by position below; only a comma may turn out to be a decimal one.
                lastComma = out.length();
                separators++;
                out.append(c == ',' || c == '،' ? ',' : ' ');
            } else if (c == '.' || c == '٫') {
                if (lastPoint >= 0) return null;
                lastPoint = out.length();
                out.append('.');
            } else {
                return null;
            }
        }
        if (!digits) return null;
        if (separators == 0) return out.toString();
        if (lastPoint >= 0 && lastPoint < lastComma) return null; // 1.234,5: which is which is anyone's guess
        if (lastPoint < 0 && separators == 1 && out.charAt(lastComma) == ',' && !grouped(out, out.length())) {
            if (exponent || lastComma == out.length() - 1) return null;
            out.setCharAt(lastComma, '.');
            return out.toString();
        }
        int end = lastPoint >= 0 ? lastPoint : out.length();
        if (exponent || !grouped(out, end)) return null;
        StringBuilder joined = new StringBuilder(out.length());
        for (int i = 0; i < out.length(); i++) {
            if (out.charAt(i) != ',' && out.charAt(i) != ' ') joined.append(out.charAt(i));
        }
        return joined.toString();
    }

    private static boolean endsWithExponent(StringBuilder out) {
        return out.charAt(out.length() - 1) == 'e';
    }

    /** One to three digits, then groups of three behind one and the same separator. */
    private static boolean grouped(StringBuilder out, int end) {
        int from = out.charAt(0) == '-' ? 1 : 0;
        int run = 0;
        char separator = 0;
        boolean first = true;
        if (out.charAt(from) == '0') return false; // 0,125 is an eighth
        for (int i = from; i <= end; i++) {
            char c = i < end ? out.charAt(i) : separator;
            if (i < end && c >= '0' && c <= '9') {
                run++;
                continue;
            }
            if (first ? run < 1 || run > 3 : run != 3) return false;
            if (separator != 0 && c != separator) return false;
            if (i < end) separator = c;
            first = false;
            run = 0;
        }
        return true;
    }
}
