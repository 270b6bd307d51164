package org.wasl.transform.linkage.splink;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SQL that Splink writes for DuckDB, put into the linker's words: {@code "name_l"} is {@code l.`name`}, strings hold
 * their backslashes, and the one construct with lambdas, the most alike of two lists' elements, is a function.
 */
final class DuckSql {
    private static final Pattern TOKEN = Pattern.compile(
            "(?<string>'(?:[^']|'')*')|(?<dot>\\.\\s*)?\"(?<quoted>(?:[^\"]|\"\")+)\"|(?<before>\\.)?\\b(?<plain>[A-Za-z_]\\w*)_(?<side>[lr])\\b(?!\\s*\\()",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MOST_ALIKE = Pattern.compile(
            "list_(?<which>max|min)\\s*\\(\\s*list_transform\\s*\\(\\s*flatten\\s*\\(\\s*list_transform\\s*\\(\\s*(?<a>[^,]+),"
                    + "\\s*x\\s*->\\s*list_transform\\s*\\(\\s*(?<b>[^,]+),\\s*y\\s*->\\s*\\[x,\\s*y\\]\\s*\\)\\s*\\)\\s*\\),"
                    + "\\s*pair\\s*->\\s*(?<function>\\w+)\\s*\\(\\s*pair\\[1\\],\\s*pair\\[2\\]\\s*\\)\\s*\\)\\s*\\)",
            Pattern.CASE_INSENSITIVE);

    /** Of a list the first element, or the last: {@code "tags_l"[1]}, {@code "tags_l"[-1]}. */
    private static final Pattern ELEMENT = Pattern.compile("(?<list>[lr]\\.`[^`]+`)\\[(?<place>-?\\d+)\\]");

    private static final Pattern TEXT = Pattern.compile("\\bAS\\s+(?:TEXT|VARCHAR)\\s*\\)", Pattern.CASE_INSENSITIVE);

    private DuckSql() {}

    static String condition(String sql) {
        Matcher lists = MOST_ALIKE.matcher(sql);
        String named = tokens(lists.replaceAll(m -> Matcher.quoteReplacement(
                m.group(1).toLowerCase(Locale.ROOT) + "_" + m.group(4).toLowerCase(Locale.ROOT) + "("
                        + m.group(2).strip() + ", " + m.group(3).strip() + ")")));
        String typed = TEXT.matcher(named).replaceAll("AS STRING)");
        return ELEMENT.matcher(typed).replaceAll("try_element_at(${list}, ${place})");
    }

    private static String tokens(String sql) {
        Matcher token = TOKEN.matcher(sql);
        StringBuilder result = new StringBuilder();
        while (token.find()) token.appendReplacement(result, Matcher.quoteReplacement(token(token)));
        return token.appendTail(result).toString();
    }

    private static String token(Matcher token) {
        String string = token.group("string");
        if (string != null) return string.replace("\\", "\\\\");
        String quoted = token.group("quoted");
        if (quoted == null) {
            return token.group("before") != null
                    ? token.group()
                    : token.group("side").toLowerCase(Locale.ROOT) + ".`" + token.group("plain") + "`";
        }
        String name = quoted.replace("\"\"", "\"");
        if (token.group("dot") != null) return ".`" + name + "`";
        String end = name.length() > 2 ? name.substring(name.length() - 2).toLowerCase(Locale.ROOT) : "";
        boolean sided = end.equals("_l") || end.equals("_r");
        return sided ? end.substring(1) + ".`" + name.substring(0, name.length() - 2) + "`" : "`" + name + "`";
    }
}
