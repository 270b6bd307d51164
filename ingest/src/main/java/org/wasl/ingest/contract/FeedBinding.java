package org.wasl.ingest.contract;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a feed contract of its document, and finds in it what a schema cannot: names that do not meet. */
final class FeedBinding {
    private static final Set<ColumnType> RANGED =
            EnumSet.of(ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.DATE, ColumnType.TIMESTAMP);

    private final Keys feed;
    private final Collection<String> codeLists;

    FeedBinding(Keys feed, Collection<String> codeLists) {
        this.feed = feed;
        this.codeLists = codeLists;
    }

    FeedContract bind(String sha256) {
        List<Column> columns = columns();
        Set<String> names = new LinkedHashSet<>();
        columns.forEach(c -> names.add(c.name()));
        Keys title = feed.child("title");
        Keys thresholds = feed.child("thresholds");
        Pattern file = feed.pattern("file");
        Map<String, String> aliases = new LinkedHashMap<>();
        List<Source> sources = sources(names, aliases);
        checkHeaders(columns);
        checkRequiredIn(columns, sources);
        Set<FeedContract.Format> formats = EnumSet.noneOf(FeedContract.Format.class);
        feed.texts("formats").forEach(f -> formats.add(FeedContract.Format.valueOf(upper(f))));
        String encoding = feed.textOrNull("encoding");
        if (encoding != null && !charsetKnown(encoding)) feed.problem("encoding", "no such encoding: " + encoding);
        return new FeedContract(
                feed.text("feed"),
                feed.integer("version", 1),
                new Label(title.text("en", ""), title.text("ar", "")),
                feed.integer("order", 0),
                FeedContract.Mode.valueOf(upper(feed.text("mode"))),
                formats,
                file == null ? Pattern.compile("") : file,
                sources,
                aliases,
                encoding,
                character("delimiter"),
                character("quote"),
                feed.textOrNull("sheet"),
                feed.has("instruments"),
                new Thresholds(
                        decimal(thresholds, "max_reject_share"),
                        whole(thresholds, "min_rows"),
                        whole(thresholds, "max_rows"),
                        decimal(thresholds, "min_rows_of_last"),
                        decimal(thresholds, "max_rows_of_last"),
                        thresholds.has("fresh_days") ? thresholds.integer("fresh_days", 0) : null),
                columns,
                rules(columns, names),
                sha256);
    }

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (Keys keys : feed.mappings("columns")) {
            String name = keys.text("name");
            if (!seen.add(name)) keys.problem("name", "a column '" + name + "' stands above already");
            columns.add(column(keys, name));
        }
        return columns;
    }

    private Column column(Keys keys, String name) {
        ColumnType type = ColumnType.valueOf(upper(keys.text("type")));
        String codes = keys.textOrNull("codes");
        if (type == ColumnType.CODE && codes == null) keys.problem("type", "a code column names its list: codes: …");
        if (type != ColumnType.CODE && codes != null) keys.problem("codes", "only a code column has a code list");
        if (codes != null && !codeLists.contains(codes)) keys.unknown("codes", "code list", codes, codeLists);
        Column.Personal personal =
                keys.has("personal") ? Column.Personal.valueOf(upper(keys.text("personal"))) : Column.Personal.NONE;
        boolean text = switch (type) {
            case STRING, PHONE, EMAIL, QID, LIST -> true;
            default -> false;
        };
        if (personal == Column.Personal.DIRECT && !text) {
            keys.problem("personal", "a " + type.word() + " cannot become a pseudonym; use string");
        }
        return new Column(
                name,
                type,
                keys.bool("required"),
                new LinkedHashSet<>(keys.texts("required_in")),
                keys.texts("aliases"),
                codes,
                keys.pattern("pattern"),
                keys.has("range") ? range(keys, type) : null,
                keys.integer("max_length", Integer.MAX_VALUE),
                "null".equals(keys.textOrNull("on_invalid")),
                personal,
                keys.text("personal_class", type.word()),
                keys.bool("fill_down"),
                keys.textOrNull("references"));
    }

    private static @Nullable Range range(Keys keys, ColumnType type) {
        if (!RANGED.contains(type)) {
            keys.problem("range", "a " + type.word() + " column has no range");
            return null;
        }
        List<String> bounds = keys.texts("range");
        try {
            double low = bound(bounds.get(0), type);
            double high = bound(bounds.get(1), type);
            if (low > high) keys.problem("range", bounds.get(0) + " is more than " + bounds.get(1));
            return new Range(low, high, bounds.get(0), bounds.get(1));
        } catch (DateTimeException | NumberFormatException e) {
            boolean dated = type == ColumnType.DATE || type == ColumnType.TIMESTAMP;
            keys.problem(
                    "range", "should hold two " + (dated ? "dates (yyyy-mm-dd)" : "numbers") + ", holds " + bounds);
            return null;
        }
    }

    private static double bound(String text, ColumnType type) {
        boolean dated = type == ColumnType.DATE || type == ColumnType.TIMESTAMP;
        return dated ? LocalDate.parse(text).toEpochDay() : new BigDecimal(text).doubleValue();
    }

    private List<Source> sources(Set<String> columns, Map<String, String> aliases) {
        List<Source> sources = new ArrayList<>();
        Map<String, Keys> documents = feed.mappingsByKey("sources");
        documents.forEach((name, keys) -> {
            String as = keys.textOrNull("as");
            if (as != null) {
                if (!documents.containsKey(as)) keys.unknown("as", "source", as, documents.keySet());
                aliases.put(name, as);
                return;
            }
            List<String> key = keys.texts("key");
            if (key.isEmpty()) keys.problem("key", "a source names the columns of its key");
            for (String column : key) if (!columns.contains(column)) keys.unknown("key", "column", column, columns);
            Pattern pattern = keys.compile(name, "key");
            if (pattern != null) sources.add(new Source(name, pattern, key));
        });
        return sources;
    }

    private List<Rule> rules(List<Column> columns, Set<String> names) {
        List<Rule> rules = new ArrayList<>();
        for (Keys keys : feed.mappings("rules")) {
            String id = keys.text("rule");
            String message = keys.text("message");
            List<String> kinds = List.of("require_any", "before", "require_true");
            List<String> used = kinds.stream().filter(keys::has).toList();
            if (used.size() != 1) {
                keys.problem("rule", "a rule says exactly one of " + String.join(", ", kinds));
                continue;
            }
            List<String> over =
                    used.get(0).equals("require_true") ? List.of(keys.text("require_true")) : keys.texts(used.get(0));
            for (String column : over) {
                if (!names.contains(column)) keys.unknown(used.get(0), "column", column, names);
            }
            switch (used.get(0)) {
                case "require_any" -> rules.add(new Rule.RequireAny(id, over, message));
                case "before" -> {
                    checkTypes(keys, "before", over, columns, EnumSet.of(ColumnType.DATE, ColumnType.TIMESTAMP));
                    rules.add(new Rule.Before(id, over.get(0), over.get(1), message));
                }
                default -> {
                    checkTypes(keys, "require_true", over, columns, EnumSet.of(ColumnType.BOOLEAN));
                    rules.add(new Rule.RequireTrue(id, over.get(0), message));
                }
            }
        }
        return rules;
    }

    private static void checkTypes(
            Keys keys, String key, List<String> over, List<Column> columns, Set<ColumnType> allowed) {
        Set<ColumnType> found = new TreeSet<>();
        for (Column column : columns) if (over.contains(column.name())) found.add(column.type());
        for (ColumnType type : found) {
            if (!allowed.contains(type)) keys.problem(key, "does not go with a " + type.word() + " column");
        }
        if (found.size() > 1) keys.problem(key, "compares columns of different types");
    }

    /** Two columns that answer to one header would make reading a matter of luck. */
    private void checkHeaders(List<Column> columns) {
        Map<String, String> owner = new LinkedHashMap<>();
        List<Keys> documents = feed.mappings("columns");
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            List<String> headers = new ArrayList<>(column.aliases());
            headers.add(0, column.name());
            for (String header : headers) {
                String other = owner.putIfAbsent(Folding.fold(header), column.name());
                if (other != null && !other.equals(column.name())) {
                    documents
                            .get(i)
                            .problem(
                                    header.equals(column.name()) ? "name" : "aliases",
                                    "the header '" + header + "' also stands for column '" + other + "'");
                }
            }
        }
    }

    private void checkRequiredIn(List<Column> columns, List<Source> sources) {
        List<Keys> documents = feed.mappings("columns");
        List<String> names = sources.stream().map(Source::name).toList();
        for (int i = 0; i < columns.size(); i++) {
            for (String source : columns.get(i).requiredIn()) {
                if (sources.stream().noneMatch(s -> s.pattern().matcher(source).matches())) {
                    documents.get(i).unknown("required_in", "source", source, names);
                }
            }
        }
    }

    private @Nullable Character character(String key) {
        String text = feed.textOrNull(key);
        return text == null || text.isEmpty() ? null : text.charAt(0);
    }

    private static @Nullable Double decimal(Keys keys, String key) {
        BigDecimal number = keys.number(key);
        return number == null ? null : number.doubleValue();
    }

    private static @Nullable Long whole(Keys keys, String key) {
        BigDecimal number = keys.number(key);
        return number == null ? null : number.longValueExact();
    }

    private static boolean charsetKnown(String name) {
        try {
            return java.nio.charset.Charset.isSupported(name);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
