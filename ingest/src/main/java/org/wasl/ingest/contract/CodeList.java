package org.wasl.ingest.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A list of codes with their labels, and every spelling that stands for each. */
public final class CodeList {
    private final String list;
    private final @Nullable String source;
    private final List<Entry> entries;
    private final Map<String, String> byFolded = new TreeMap<>();

    public CodeList(String list, @Nullable String source, List<Entry> entries) {
        this.list = list;
        this.source = source;
        this.entries = List.copyOf(entries);
        // Codes first: a code that is also another's alias stays a code.
        for (Entry entry : entries) byFolded.putIfAbsent(Folding.fold(entry.code()), entry.code());
        for (Entry entry : entries) {
            for (String spelling : entry.spellings()) byFolded.putIfAbsent(Folding.fold(spelling), entry.code());
        }
    }

    /** One code. */
    public record Entry(String code, String en, String ar, List<String> aliases) {
        public Entry {
            aliases = List.copyOf(aliases);
        }

        List<String> spellings() {
            return java.util.stream.Stream.concat(java.util.stream.Stream.of(en, ar), aliases.stream())
                    .toList();
        }
    }

    public String list() {
        return list;
    }

    public Optional<String> source() {
        return Optional.ofNullable(source);
    }

    public List<Entry> entries() {
        return entries;
    }

    /** The code that a text stands for: by code, label in either language or alias, whatever its spelling habits. */
    public Optional<String> match(String text) {
        return Optional.ofNullable(byFolded.get(Folding.fold(text)));
    }
}
