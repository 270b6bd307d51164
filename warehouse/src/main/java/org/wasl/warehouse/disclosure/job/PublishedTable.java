package org.wasl.warehouse.disclosure.job;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.disclosure.ProtectionException;
import org.wasl.warehouse.disclosure.suppress.Suppression;
import org.wasl.warehouse.disclosure.table.CellSystem;
import org.wasl.warehouse.disclosure.table.Dimension;

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
     * @param valueHidden share of their sum; of a changed table, the sum of all changes as a share of it
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Quality(
            int cells,
            int primary,
            int secondary,
            String method,
            boolean optimal,
            double cellsHidden,
            double valueHidden) {}

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
     * Which cells a table that was published as CSV leaves out: those whose value is empty, and those it has no line for.
     */
    public static BitSet hidden(CellSystem system, Path csv) {
        Map<List<String>, Integer> numbers = new HashMap<>();
        BitSet hidden = new BitSet();
        for (int i = 0; i < system.size(); i++) {
            numbers.put(system.cell(i).key(), i);
            hidden.set(i);
        }
        List<String> names = system.dimensions().stream().map(Dimension::name).toList();
        try (CSVParser parser = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(Files.newBufferedReader(csv))) {
            List<String> needed = new ArrayList<>(names);
            needed.add("value");
            for (String name : needed) {
                if (!parser.getHeaderNames().contains(name)) {
                    throw new ProtectionException(
                            csv + " has no column \"" + name + "\"; it needs " + String.join(", ", needed));
                }
            }
            for (CSVRecord record : parser) {
                List<String> key = names.stream().map(record::get).toList();
                Integer number = numbers.get(key);
                if (number == null) {
                    throw new ProtectionException(csv + " line " + parser.getCurrentLineNumber()
                            + ": the table has no cell " + String.join(" / ", key));
                }
                hidden.set(number, record.get("value").isBlank());
            }
        } catch (IOException e) {
            throw new ProtectionException(csv + " cannot be read: " + e.getMessage(), e);
        }
        return hidden;
    }
}
