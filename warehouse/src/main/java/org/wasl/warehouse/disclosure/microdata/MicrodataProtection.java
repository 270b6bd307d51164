package org.wasl.warehouse.disclosure.microdata;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.disclosure.ProtectionException;
import org.wasl.warehouse.survey.DataFile;

/** Makes a file for researchers of a file of records, and tells what was lost and what risk is left. */
public final class MicrodataProtection {
    private final MicrodataRules rules;

    public MicrodataProtection(MicrodataRules rules) {
        this.rules = rules;
    }

    /**
     * Writes the protected file.
     *
     * @param out a .csv or .parquet file
     * @param truth persons with their original keys, to be looked up in what was written; null: nobody tries
     */
    public MicrodataReport protect(Path file, Path out, @Nullable Path truth) {
        if (out.toAbsolutePath().normalize().equals(file.toAbsolutePath().normalize())) {
            throw new ProtectionException("the protected file must be another than the records, " + file);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            Set<String> columns = Records.columns(connection, DataFile.relation(file));
            rules.codes().forEach(column -> Records.demand(column, columns));
            String relation = DataFile.relation(file, rules.codes());
            rules.drop().forEach(column -> Records.demand(column, columns));
            Records records = Records.of(connection, relation, rules.keyNames(), rules.sensitive(), rules.id());
            demandNumbers(connection, relation);
            List<Key> keys = keys(records);
            Anonymity.Result result = new Anonymity(records, keys, rules.k(), rules.l()).protect(rules.suppress());
            store(connection, result.published());
            write(connection, relation, columns, out);
            MicrodataReport.Attack attack = truth == null
                    ? null
                    : new Reidentification(connection, rules, keys, result.levels()).attack(relation, out, truth);
            return report(records, keys, result, attack);
        } catch (SQLException e) {
            throw new ProtectionException(file + " cannot be protected: " + DataFile.fault(e), e);
        }
    }

    /** Bands are of numbers. */
    private void demandNumbers(Connection connection, String relation) throws SQLException {
        for (Map.Entry<String, MicrodataRules.Recoding> key : rules.keys().entrySet()) {
            if (key.getValue().bands().isEmpty()) {
                continue;
            }
            String value = Records.name(key.getKey());
            String number = "TRY_CAST(" + value + " AS DOUBLE)";
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("SELECT row, CAST(text AS VARCHAR) FROM (SELECT"
                            + " row_number() OVER () AS row, " + value + " AS text, " + number + " AS number FROM "
                            + relation
                            + ") WHERE text IS NOT NULL AND (number IS NULL OR NOT isfinite(number)) LIMIT 1")) {
                if (result.next()) {
                    throw new ProtectionException("row " + result.getLong(1) + " has \"" + result.getString(2)
                            + "\" in the key " + key.getKey() + ", which is recoded by bands of numbers");
                }
            }
        }
    }

    private List<Key> keys(Records records) {
        List<Key> keys = new ArrayList<>();
        int place = 0;
        for (Map.Entry<String, MicrodataRules.Recoding> key : rules.keys().entrySet()) {
            Set<String> values = records.values(place++);
            MicrodataRules.Recoding recoding = key.getValue();
            keys.add(
                    recoding.bands().isEmpty()
                            ? Key.tree(key.getKey(), values, recoding.tree())
                            : Key.bands(key.getKey(), values, recoding.bands()));
        }
        return keys;
    }

    /** The codes of every combination as a table, so that the records themselves stay in the database. */
    private void store(Connection connection, Map<List<String>, List<String>> published) throws SQLException {
        int width = rules.keys().size();
        String columns = IntStream.range(0, width)
                .mapToObj(i -> "was_" + i + " VARCHAR, is_" + i + " VARCHAR")
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE recoded (" + columns + ")");
        }
        String places = IntStream.range(0, 2 * width).mapToObj(i -> "?").collect(Collectors.joining(", "));
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO recoded VALUES (" + places + ")")) {
            for (Map.Entry<List<String>, List<String>> entry : published.entrySet()) {
                for (int i = 0; i < width; i++) {
                    insert.setString(2 * i + 1, entry.getKey().get(i));
                    insert.setString(2 * i + 2, entry.getValue().get(i));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void write(Connection connection, String relation, Set<String> columns, Path out) throws SQLException {
        String format = out.toString().toLowerCase(Locale.ROOT);
        if (!format.endsWith(".csv") && !format.endsWith(".parquet")) {
            throw new ProtectionException("the protected file must be .csv or .parquet, not " + out);
        }
        List<String> names = rules.keyNames();
        List<String> select = new ArrayList<>();
        for (String column : columns) {
            int key = names.indexOf(column);
            if (key >= 0) {
                select.add("recoded.is_" + key + " AS " + Records.name(column));
            } else if (!rules.drop().contains(column) && !column.equals(rules.id())) {
                select.add("given." + Records.name(column));
            }
        }
        // In an order of its own, or a record's place would give it away.
        String order = select.stream()
                .map(column -> "hash(" + column.split(" AS ", 2)[0] + ")")
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT " + String.join(", ", select) + " FROM " + relation
                    + " AS given JOIN recoded ON "
                    + matched("given") + " ORDER BY " + order + ") TO '"
                    + out.toString().replace("'", "''") + "' ("
                    + (format.endsWith(".csv") ? "FORMAT csv, HEADER" : "FORMAT parquet, COMPRESSION zstd") + ")");
        }
    }

    private String matched(String given) {
        List<String> names = rules.keyNames();
        return IntStream.range(0, names.size())
                .mapToObj(i -> "coalesce(CAST(" + given + "." + Records.name(names.get(i)) + " AS VARCHAR), '"
                        + Records.MISSING + "') = recoded.was_" + i)
                .collect(Collectors.joining(" AND "));
    }

    private MicrodataReport report(
            Records records, List<Key> keys, Anonymity.Result result, MicrodataReport.@Nullable Attack attack) {
        Map<List<String>, Long> before = new LinkedHashMap<>();
        Map<List<String>, Long> after = new LinkedHashMap<>();
        long hidden = 0;
        double loss = 0;
        for (Map.Entry<List<String>, Records.Combination> entry :
                records.combinations().entrySet()) {
            long count = entry.getValue().records();
            before.merge(entry.getKey(), count, Long::sum);
            List<String> codes = result.published().get(entry.getKey());
            if (codes == null) {
                loss += count * keys.size();
                continue;
            }
            after.merge(codes, count, Long::sum);
            for (int key = 0; key < keys.size(); key++) {
                boolean gone = codes.get(key).equals(Key.HIDDEN);
                hidden += gone ? count : 0;
                loss += count
                        * (gone
                                ? 1
                                : keys.get(key)
                                        .penalty(
                                                result.levels().get(key),
                                                entry.getKey().get(key)));
            }
        }
        Map<String, Integer> recoding = new LinkedHashMap<>();
        for (int key = 0; key < keys.size(); key++) {
            recoding.put(keys.get(key).name(), result.levels().get(key));
        }
        long all = records.size();
        long kept = after.values().stream().mapToLong(Long::longValue).sum();
        return new MicrodataReport(
                all,
                all - kept,
                recoding,
                kept == 0 ? 0 : (double) hidden / (kept * keys.size()),
                loss / (all * keys.size()),
                after.values().stream().mapToLong(Long::longValue).min().orElse(0),
                risk(before, all),
                risk(after, all),
                attack);
    }

    private MicrodataReport.Risk risk(Map<List<String>, Long> counts, long records) {
        if (counts.isEmpty()) {
            return new MicrodataReport.Risk(0, 0, 0, 0, 0);
        }
        Long population = rules.population();
        double fraction = population == null ? 1 : Math.min(1, (double) records / population);
        PopulationRisk risk = PopulationRisk.of(counts, fraction);
        long below = counts.values().stream()
                .filter(count -> count < rules.k())
                .mapToLong(Long::longValue)
                .sum();
        long smallest =
                counts.values().stream().mapToLong(Long::longValue).min().orElse(1);
        return new MicrodataReport.Risk(
                risk.sampleUniques(), below, risk.populationUniques(), risk.reidentifications(), 1.0 / smallest);
    }
}
