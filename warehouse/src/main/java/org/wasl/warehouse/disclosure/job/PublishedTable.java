package org.wasl.warehouse.disclosure.job;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.disclosure.ProtectionException;
import org.wasl.warehouse.disclosure.suppress.Suppression;
import org.wasl.warehouse.disclosure.table.Cell;
import org.wasl.warehouse.disclosure.table.CellSystem;
import org.wasl.warehouse.disclosure.table.Dimension;
import org.wasl.warehouse.survey.DataFile;

/**
 * A table as it leaves: what is hidden is not in it.
 *
 * @param dimensions in the order of the cells' codes
 * @param quality what was lost
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record PublishedTable(List<String> dimensions, List<Row> cells, Quality quality) {
    public PublishedTable {
        dimensions = List.copyOf(dimensions);
        cells = List.copyOf(cells);
    }

    /**
     * A cell.
     *
     * @param value null where it is hidden
     * @param status {@code printed}, {@code changed} or {@code suppressed}: which cells are sensitive is told to nobody
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Row(List<String> key, @Nullable Double value, String status) {
        public Row {
            key = List.copyOf(key);
        }
    }

    /**
     * What protection cost the readers.
     *
     * @param optimal whether no other pattern costs less
     * @param cellsHidden share of the finest cells
     * @param valueHidden share of their sum; of a changed table, the sum of all changes as a share of it; null where it
     *     is not told
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Quality(
            int cells,
            int primary,
            int secondary,
            String method,
            boolean optimal,
            double cellsHidden,
            @Nullable Double valueHidden) {}

    /** The numbers of a table none of whose cells is left out. */
    List<Double> values() {
        return cells.stream().map(row -> Objects.requireNonNull(row.value())).toList();
    }

    /**
     * The same for its readers: without the share of the sum that is hidden where it would tell more than the cells do, of
     * a total that is hidden, of losses among gains, or by how much numbers were changed.
     *
     * @param system the table's true cells
     */
    public PublishedTable forReaders(CellSystem system) {
        boolean totals = cells.get(0).status().equals("printed")
                && system.cells().stream().noneMatch(cell -> cell.value() < 0);
        return totals
                ? this
                : new PublishedTable(
                        dimensions,
                        cells,
                        new Quality(
                                quality.cells(),
                                quality.primary(),
                                quality.secondary(),
                                quality.method(),
                                quality.optimal(),
                                quality.cellsHidden(),
                                null));
    }

    /** The numbers of the cells that are left out. */
    public BitSet hidden() {
        BitSet hidden = new BitSet();
        for (int i = 0; i < cells.size(); i++) {
            hidden.set(i, cells.get(i).value() == null);
        }
        return hidden;
    }

    /** What may be printed of a protected table. */
    public static PublishedTable of(ProtectedTable table) {
        CellSystem system = table.system();
        BitSet hidden = table.suppression().hidden();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < system.size(); i++) {
            boolean gone = hidden.get(i);
            rows.add(new Row(
                    system.cell(i).key(), gone ? null : system.cell(i).value(), gone ? "suppressed" : "printed"));
        }
        Suppression.Loss loss = table.suppression().loss(system);
        return new PublishedTable(
                system.dimensions().stream().map(Dimension::name).toList(),
                rows,
                new Quality(
                        loss.cells(),
                        loss.primary(),
                        loss.secondary(),
                        table.suppression().method().name().toLowerCase(Locale.ROOT),
                        table.suppression().optimal(),
                        loss.finest() == 0 ? 0 : (double) loss.finestHidden() / loss.finest(),
                        loss.value() == 0 ? 0 : loss.valueHidden() / loss.value()));
    }

    /** A table whose numbers were changed instead. */
    static PublishedTable changed(CellSystem system, List<Double> values, String method) {
        List<Row> rows = new ArrayList<>();
        double moved = 0;
        double all = 0;
        for (int i = 0; i < system.size(); i++) {
            rows.add(new Row(system.cell(i).key(), values.get(i), "changed"));
            if (system.finest(i)) {
                moved += Math.abs(values.get(i) - system.cell(i).value());
                all += Math.abs(system.cell(i).value());
            }
        }
        return new PublishedTable(
                system.dimensions().stream().map(Dimension::name).toList(),
                rows,
                new Quality(system.size(), 0, 0, method, false, 0, all == 0 ? 0 : moved / all));
    }

    /**
     * Which cells a table that was published leaves out: those whose value is empty, and those it has no line for.
     *
     * @param file CSV or Parquet, with a column for each dimension and {@code value}
     * @throws ProtectionException when what it prints is not what the records add up to
     */
    public static BitSet hidden(CellSystem system, Path file) {
        Map<List<String>, Integer> numbers = new HashMap<>();
        BitSet hidden = new BitSet();
        for (int i = 0; i < system.size(); i++) {
            numbers.put(system.cell(i).key(), i);
            hidden.set(i);
        }
        List<String> needed = new ArrayList<>(
                system.dimensions().stream().map(Dimension::name).toList());
        needed.add("value");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            demandColumns(statement, file, needed);
            String columns = needed.stream()
                    .map(name -> "CAST(" + TableRows.name(name) + " AS VARCHAR)")
                    .collect(Collectors.joining(", "));
            try (ResultSet result =
                    statement.executeQuery("SELECT " + columns + " FROM " + DataFile.relation(file, needed))) {
                for (int row = 1; result.next(); row++) {
                    List<String> key = new ArrayList<>();
                    for (int d = 1; d < needed.size(); d++) {
                        key.add(String.valueOf(result.getString(d)));
                    }
                    Integer number = numbers.get(key);
                    String where = file + " row " + row + ": ";
                    if (number == null) {
                        throw new ProtectionException(where + "the table has no cell " + String.join(" / ", key));
                    }
                    String value = result.getString(needed.size());
                    if (value != null && !value.isBlank()) {
                        demandTrue(system.cell(number), value.strip(), where);
                        hidden.clear(number);
                    }
                }
            }
        } catch (SQLException e) {
            throw new ProtectionException(file + " cannot be read: " + DataFile.fault(e), e);
        }
        return hidden;
    }

    private static void demandColumns(Statement statement, Path file, List<String> needed) throws SQLException {
        try (ResultSet result = statement.executeQuery("SELECT * FROM " + DataFile.relation(file) + " LIMIT 0")) {
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                columns.add(result.getMetaData().getColumnLabel(i));
            }
            for (String name : needed) {
                if (!columns.contains(name)) {
                    throw new ProtectionException(
                            file + " has no column \"" + name + "\"; it needs " + String.join(", ", needed));
                }
            }
        }
    }

    /** What is attacked is the truth: a number that was changed, or is of other records, tells something else. */
    private static void demandTrue(Cell cell, String value, String where) {
        BigDecimal printed;
        try {
            printed = new BigDecimal(value);
        } catch (NumberFormatException e) {
            throw new ProtectionException(
                    where + "\"" + value + "\" is no number; leave the value of a hidden cell empty", e);
        }
        // As many digits as are printed.
        double half = 0.5 * Math.pow(10, -Math.max(0, printed.scale()));
        if (Math.abs(printed.doubleValue() - cell.value()) > half * (1 + 1e-9) + 1e-9 * Math.abs(cell.value())) {
            throw new ProtectionException(
                    where + value + " is printed for " + String.join(" / ", cell.key()) + ", and the records add up to "
                            + cell.value() + "; audit a table of these records, left unchanged");
        }
    }
}
