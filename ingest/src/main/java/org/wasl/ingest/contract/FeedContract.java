package org.wasl.ingest.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a feed's files hold: the one definition of its columns, keys, rules and thresholds.
 *
 * @param order feeds are landed in this order
 * @param file matched against the whole file name; its groups give source, date and revision
 * @param sourceAliases file-name sources that stand for another
 * @param encoding declared; sniffed where null, as are delimiter and quote
 * @param instruments whether columns beyond these are answers to a questionnaire
 * @param sha256 over this contract and every list and instrument that landing by it reads
 */
public record FeedContract(
        String feed,
        int version,
        Label title,
        int order,
        Mode mode,
        Set<Format> formats,
        Pattern file,
        List<Source> sources,
        Map<String, String> sourceAliases,
        @Nullable String encoding,
        @Nullable Character delimiter,
        @Nullable Character quote,
        @Nullable String sheet,
        boolean instruments,
        Thresholds thresholds,
        List<Column> columns,
        List<Rule> rules,
        String sha256) {

    public FeedContract {
        formats = Set.copyOf(formats);
        sources = List.copyOf(sources);
        sourceAliases = Map.copyOf(sourceAliases);
        columns = List.copyOf(columns);
        rules = List.copyOf(rules);
    }

    /** How a delivery stands to those before it. */
    public enum Mode {
        /** The whole register as of its date. */
        SNAPSHOT,
        /** What is new; a repeated key supersedes. */
        INCREMENT
    }

    /** What a file may be. */
    public enum Format {
        CSV,
        XLSX,
        ZIP
    }

    /** The source of this name, also through an alias or a name pattern. */
    public Optional<Source> source(String name) {
        String known = sourceAliases.getOrDefault(name, name);
        return sources.stream()
                .filter(s -> s.pattern().matcher(known).matches())
                .findFirst();
    }

    /** The name under which a file-name source is recorded. */
    public String sourceName(String name) {
        return sourceAliases.getOrDefault(name, name);
    }

    public Optional<Column> column(String name) {
        return columns.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    public int indexOf(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) return i;
        }
        return -1;
    }
}
