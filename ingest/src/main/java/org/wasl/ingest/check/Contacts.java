package org.wasl.ingest.check;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Telephone numbers, e-mail addresses and personal numbers in one written form each, or null where they are none. */
final class Contacts {
    private Contacts() {}

    /** {@code +974} and 8 digits for Qatar, with or without the country code before; E.164 for abroad. */
    static @Nullable String phone(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        boolean international = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isDigit(c)) digits.append((char) ('0' + Character.digit(c, 10)));
            else if (c == '+' && digits.isEmpty()) international = true;
            else if (c != ' ' && c != '-' && c != '(' && c != ')' && c != '.' && c != '/') return null;
        }
        String number = digits.toString();
        if (number.startsWith("00")) {
            international = true;
            number = number.substring(2);
        }
        if (number.length() == 11 && number.startsWith("974")) number = number.substring(3);
        else if (international && !number.startsWith("974")) {
            // E.164: 15 digits at most; no country's numbers are shorter than 7 with its code.
            return number.length() >= 8 && number.length() <= 15 && number.charAt(0) != '0' ? "+" + number : null;
        }
        if (number.length() != 8) return null;
        // Qatar's plan: 4 fixed lines; 3, 5, 6, 7 mobile; 2, 8, 9, 0, 1 special services.
        return number.charAt(0) >= '3' && number.charAt(0) <= '7' ? "+974" + number : null;
    }

    static @Nullable String email(String text) {
        int sign = text.indexOf('@');
        int point = text.lastIndexOf('.');
        if (sign < 1 || sign != text.lastIndexOf('@') || point < sign + 2 || point > text.length() - 3) return null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == ',' || c == ';' || c == '<' || c == '>' || c == '"') return null;
            if (c == '.' && (i == 0 || i + 1 == text.length() || text.charAt(i + 1) == '.')) return null;
        }
        return text.toLowerCase(Locale.ROOT);
    }

    /** 11 digits: century (2: 19xx, 3: 20xx), two of the birth year, ISO 3166 numeric nationality, serial. */
    static @Nullable String qid(String text) {
        String digits = Text.asciiDigits(text);
        if (digits.length() != 11) return null;
        for (int i = 0; i < 11; i++) if (digits.charAt(i) < '0' || digits.charAt(i) > '9') return null;
        char century = digits.charAt(0);
        if (century != '2' && century != '3') return null;
        return digits.startsWith("000", 3) ? null : digits;
    }
}
