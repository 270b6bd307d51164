package org.wasl.transform.linkage.suggest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a source, and those that have another value in each of its records.
 *
 * @param unique the likeliest to be meant as a name first: by what they are called, else by values such as numbers are
 */
record Naming(List<String> columns, List<String> unique) {
    private static final Pattern CALLED = Pattern.compile(
            "(?i:(.*[^\\p{L}])?(id|ids|uid|uuid|guid|key|no|nr|num|number|ref|serial)([^\\p{L}].*)?)|.*\\p{Ll}(Id|ID|No|Key|Ref)");
    private static final Pattern ONE_WORD = Pattern.compile("\\S*\\d\\S*");

    static Naming of(List<String> columns, List<List<@Nullable String>> rows) {
        List<String> unique = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) if (isUnique(rows, c)) unique.add(columns.get(c));
        unique.sort(Comparator.comparingInt(name -> rank(name, rows, columns.indexOf(name))));
        return new Naming(List.copyOf(columns), List.copyOf(unique));
    }

    private static boolean isUnique(List<List<@Nullable String>> rows, int column) {
        Set<String> seen = new HashSet<>();
        for (List<@Nullable String> row : rows) {
            String value = row.get(column);
            if (value == null || value.isBlank() || !seen.add(value)) return false;
        }
        return true;
    }

    private static int rank(String name, List<List<@Nullable String>> rows, int column) {
        if (CALLED.matcher(name).matches()) return 0;
        boolean words = rows.stream()
                .limit(100)
                .anyMatch(row ->
                        !ONE_WORD.matcher(String.valueOf(row.get(column))).matches());
        return words ? 2 : 1;
    }

    /**
     * Columns of which the first that a source has names its records, in each source.
     *
     * @return one where that has the same name in all sources; nothing where some source has none
     */
    static Optional<List<String>> inAll(List<Naming> sources) {
        List<String> shared = new ArrayList<>(sources.get(0).unique());
        sources.forEach(source -> shared.retainAll(source.unique()));
        if (!shared.isEmpty()) return Optional.of(List.of(shared.get(0)));
        if (sources.stream().anyMatch(source -> source.unique().isEmpty())) return Optional.empty();
        Set<String> names = new LinkedHashSet<>();
        sources.forEach(source -> names.add(source.unique().get(0)));
        List<String> ids = List.copyOf(names);
        boolean clear = sources.stream()
                .allMatch(source -> ids.stream()
                        .filter(source.columns()::contains)
                        .findFirst()
                        .filter(source.unique()::contains)
                        .isPresent());
        return clear ? Optional.of(ids) : Optional.empty();
    }
}
