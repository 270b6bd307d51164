package org.wasl.samples.programme;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wasl.samples.GenerationException;

/** What a feed contract says about the files of a feed, as far as the generator must agree with it. */
public record Feed(
        String feed,
        Map<String, Source> sources,
        List<Column> columns,
        @Nullable List<Rule> rules) {
    /** A system that delivers the feed, with the key of its rows. */
    public record Source(@Nullable List<String> key) {}

    /** A column with every header under which it may come. */
    public record Column(
            String name,
            String type,
            @Nullable String codes,
            boolean required,
            @Nullable List<String> requiredIn,
            @Nullable String onInvalid,
            @Nullable List<String> aliases) {
        /** The header in one style: the contract's name, the nth English alias, or the Arabic one. */
        public String header(String style) {
            List<String> others = aliases == null ? List.of() : aliases;
            return switch (style) {
                case "names" -> name;
                case "arabic" ->
                    others.stream().filter(Feed::isArabic).findFirst().orElse(first(others, 0));
                case "english" -> first(others, 0);
                case "english_2" -> first(others, 1);
                // The tablets' server has names of its own for what it records itself.
                case "kobo" ->
                    List.of("instrument_version", "started_at", "ended_at").contains(name) ? first(others, 0) : name;
                default ->
                    throw new GenerationException(
                            "header style " + style + ": not names, english, english_2, arabic, kobo");
            };
        }

        private String first(List<String> others, int at) {
            List<String> latin = others.stream().filter(a -> !isArabic(a)).toList();
            return latin.isEmpty() ? name : latin.get(Math.min(at, latin.size() - 1));
        }

        public boolean letsGo() {
            return "null".equals(onInvalid);
        }
    }

    /** A rule over several columns; exactly one of the three is set. */
    public record Rule(
            String rule,
            @Nullable List<String> requireAny,
            @Nullable List<String> before,
            @Nullable String requireTrue) {}

    public Column column(String name) {
        return columns.stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new GenerationException("feed " + feed + " has no column " + name));
    }

    public @Nullable Rule rule(String id) {
        List<Rule> all = Objects.requireNonNullElse(rules, List.of());
        return all.stream().filter(r -> r.rule().equals(id)).findFirst().orElse(null);
    }

    static boolean isArabic(String text) {
        return text.chars().anyMatch(c -> c >= 0x0600 && c <= 0x06FF);
    }
}
