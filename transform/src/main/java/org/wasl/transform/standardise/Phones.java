package org.wasl.transform.standardise;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import org.jspecify.annotations.Nullable;

/** Telephone numbers by Google's libphonenumber. */
final class Phones {
    /** Where a number without country is at home. */
    static final String HOME = "QA";

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final double ONE_DIGIT = 0.85;
    private static final double SAME_ENDING = 0.9;
    private static final int SUBSCRIBER_DIGITS = 8;

    private Phones() {}

    /** {@code +97444123456}, of several numbers the first that there can be; null where there is none. */
    static @Nullable String standard(String text, String region) {
        String whole = international(text, region);
        if (whole != null) {
            return whole;
        }
        for (String one : split(text)) {
            String number = international(one, region);
            if (number != null) {
                return number;
            }
        }
        return null;
    }

    static boolean isRegion(String region) {
        return NUMBERS.getSupportedRegions().contains(region);
    }

    /** The same subscriber under another country code, or one digit wrong. */
    static double similarity(String left, String right) {
        int differences = 0;
        int shorter = Math.min(left.length(), right.length());
        if (shorter > SUBSCRIBER_DIGITS
                && left.regionMatches(
                        left.length() - SUBSCRIBER_DIGITS,
                        right,
                        right.length() - SUBSCRIBER_DIGITS,
                        SUBSCRIBER_DIGITS)) {
            return SAME_ENDING;
        }
        if (left.length() != right.length()) {
            return 0;
        }
        for (int i = 0; i < shorter; i++) {
            if (left.charAt(i) != right.charAt(i)) {
                boolean swapped = i + 1 < shorter
                        && left.charAt(i) == right.charAt(i + 1)
                        && left.charAt(i + 1) == right.charAt(i);
                i += swapped ? 1 : 0;
                differences++;
            }
        }
        return differences == 1 ? ONE_DIGIT : 0;
    }

    private static @Nullable String international(String text, String region) {
        try {
            PhoneNumber number = NUMBERS.parse(text, region);
            return NUMBERS.isValidNumber(number) ? NUMBERS.format(number, PhoneNumberFormat.E164) : null;
        } catch (NumberParseException e) {
            return null; // no number at all
        }
    }

    private static String[] split(String text) {
        return text.replace(" or ", "/").replace(',', '/').replace(';', '/').split("/", -1);
    }
}
