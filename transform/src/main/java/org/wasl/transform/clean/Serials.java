package org.wasl.transform.clean;

import java.util.Locale;

/** Serial numbers read by eye: letters that look like digits are taken as the digits. */
final class Serials {
    private Serials() {}

    static String fold(String serial) {
        StringBuilder folded = new StringBuilder(serial.length());
        String upper = serial.toUpperCase(Locale.ROOT);
        for (int i = 0; i < upper.length(); i++) {
            char c = upper.charAt(i);
            switch (c) {
                case 'O', 'Q' -> folded.append('0');
                case 'I', 'L' -> folded.append('1');
                case 'S' -> folded.append('5');
                default -> {
                    if (Character.isLetterOrDigit(c)) {
                        folded.append(c);
                    }
                }
            }
        }
        return folded.toString();
    }
}
