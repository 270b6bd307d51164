package org.wasl.transform.standardise;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.standardise.Vocabulary.EmailDomains;

/** E-mail addresses as mailboxes: what the post office does not look at is left out, slips in domains put right. */
final class Emails {
    private static final EmailDomains DOMAINS = Vocabulary.read("emails", EmailDomains.class);
    private static final Map<String, String> MEANT = new HashMap<>();
    private static final Set<String> DOTS_IGNORED = Set.copyOf(DOMAINS.dotsIgnored());
    private static final double SAME_MAILBOX_NAME = 0.7;
    private static final double HOPELESS = 0.7;

    static {
        DOMAINS.domains().forEach((meant, typed) -> typed.forEach(t -> MEANT.put(t, meant)));
    }

    private Emails() {}

    /** Null where it is no address: no single @, nothing before it, no dot after it. */
    static @Nullable String standard(String text) {
        String address = address(Letters.fold(text));
        int at = address.indexOf('@');
        if (at <= 0 || at != address.lastIndexOf('@')) {
            return null;
        }
        String domain = domain(address.substring(at + 1));
        String mailbox = mailbox(address.substring(0, at), domain);
        int dot = domain.lastIndexOf('.');
        return mailbox.isEmpty() || dot <= 0 || dot == domain.length() - 1 ? null : mailbox + "@" + domain;
    }

    /** The part before the @ decides: people keep it when they change the domain. */
    static double similarity(String left, String right) {
        int l = left.indexOf('@');
        int r = right.indexOf('@');
        boolean sameDomain = left.substring(l).equals(right.substring(r));
        double mailbox = SerialNumbers.plainSimilarity(left.substring(0, l), right.substring(0, r));
        if (mailbox < HOPELESS) {
            return 0;
        }
        return sameDomain ? mailbox : SAME_MAILBOX_NAME * mailbox;
    }

    /** Without blanks, {@code mailto:} and {@code Name <…>}; a comma was a dot. */
    private static String address(String text) {
        int open = text.indexOf('<');
        int close = text.indexOf('>', open + 1);
        String inner = open >= 0 && close > open ? text.substring(open + 1, close) : text;
        StringBuilder address = new StringBuilder(inner.length());
        for (int i = inner.startsWith("mailto:") ? 7 : 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c == ',') {
                address.append('.');
            } else if (!Character.isWhitespace(c) && c != '"') {
                address.append(c);
            }
        }
        return address.toString();
    }

    private static String domain(String text) {
        String domain = text;
        while (domain.endsWith(".")) {
            domain = domain.substring(0, domain.length() - 1);
        }
        while (domain.contains("..")) {
            domain = domain.replace("..", ".");
        }
        domain = MEANT.getOrDefault(domain, domain);
        int dot = domain.lastIndexOf('.');
        String ending = DOMAINS.endings().get(domain.substring(dot + 1));
        return ending == null || dot < 0 ? domain : domain(domain.substring(0, dot + 1) + ending);
    }

    private static String mailbox(String text, String domain) {
        int plus = text.indexOf('+');
        String mailbox = plus > 0 ? text.substring(0, plus) : text;
        return DOTS_IGNORED.contains(domain) ? mailbox.replace(".", "") : mailbox;
    }
}
