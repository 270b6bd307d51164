package org.wasl.warehouse.disclosure.microdata;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.wasl.warehouse.survey.DataFile;

/**
 * Everybody of the truth is looked up in the file that was written; a value held back could be any.
 *
 * @param levels how each key was recoded, which its codes show to anybody
 */
record Reidentification(Connection connection, MicrodataRules rules, List<Key> keys, List<Integer> levels) {
    /**
     * Looks all persons up.
     *
     * @param relation the records as they were
     */
    MicrodataReport.Attack attack(String relation, Path out, Path persons) throws SQLException {
        String id = rules.id();
        Set<String> columns = Records.columns(connection, DataFile.relation(persons));
        List<String> names = rules.keyNames();
        for (String name : names) {
            Records.demand(name, columns);
        }
        String truth = DataFile.relation(
                persons, rules.codes().stream().filter(columns::contains).toList());
        List<String> written = new ArrayList<>(names);
        written.addAll(rules.sensitive());
        String published = DataFile.relation(out, written);
        Map<List<String>, Records.Combination> groups = Records.of(
                        connection, published, names, rules.sensitive(), null)
                .combinations();
        long looked = 0;
        long fewest = Long.MAX_VALUE;
        long alone = 0;
        long right = 0;
        long learnt = 0;
        for (Map.Entry<List<String>, Records.Combination> person : Records.of(connection, truth, names, List.of(), null)
                .combinations()
                .entrySet()) {
            long count = person.getValue().records();
            looked += count;
            List<List<String>> could = groups.keySet().stream()
                    .filter(codes -> couldBe(person.getKey(), codes))
                    .toList();
            long matches = could.stream()
                    .mapToLong(
                            codes -> Objects.requireNonNull(groups.get(codes)).records())
                    .sum();
            if (matches > 0) {
                fewest = Math.min(fewest, matches);
                Records.Combination together = could.stream()
                        .map(codes -> Objects.requireNonNull(groups.get(codes)))
                        .reduce(Records.Combination::and)
                        .orElseThrow();
                boolean told = together.sensitive().stream().anyMatch(values -> values.size() == 1);
                learnt += told ? count : 0;
            }
            if (matches == 1) {
                alone += count;
                right += id != null && columns.contains(id) ? same(relation, truth, id, person.getKey()) : count;
            }
        }
        return new MicrodataReport.Attack(looked, fewest == Long.MAX_VALUE ? 0 : fewest, alone, right, learnt);
    }

    private boolean couldBe(List<String> values, List<String> codes) {
        for (int key = 0; key < keys.size(); key++) {
            String code = codes.get(key);
            if (!code.equals(Key.HIDDEN) && !code.equals(keys.get(key).code(levels.get(key), values.get(key)))) {
                return false;
            }
        }
        return true;
    }

    /** Of the persons with these keys, those whose record also has them. */
    private long same(String relation, String truth, String id, List<String> values) throws SQLException {
        List<String> names = rules.keyNames();
        String condition = names.stream()
                .map(name -> "coalesce(CAST(t." + Records.name(name) + " AS VARCHAR), '" + Records.MISSING + "') = ?")
                .collect(Collectors.joining(" AND "));
        String sql = "SELECT count(*) FROM " + truth + " AS t JOIN " + relation + " AS g ON CAST(t." + Records.name(id)
                + " AS VARCHAR) = CAST(g." + Records.name(id) + " AS VARCHAR) WHERE " + condition;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setString(i + 1, values.get(i));
            }
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }
}
