package org.wasl.warehouse.disclosure.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wasl.warehouse.disclosure.ProtectionException;
import org.wasl.warehouse.disclosure.audit.Exposure;
import org.wasl.warehouse.disclosure.audit.Publication;
import org.wasl.warehouse.disclosure.table.CellSystem;

/** A user's file of houses in three towns of two regions. */
class TableProtectionTest {
    private static final String RULES = """
            value: turnover
            contributor: house
            dimensions:
              town: {levels: [region, town]}
              sector: {}
            rules: {minimum_contributors: 3, p_percent: 10}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void theTableAddsUpAndTheSmallCellIsGone() throws IOException {
        TableProtection protection = new TableProtection(TableRules.read(write("rules.yaml", RULES)));
        CellSystem system = protection.cells(houses());
        PublishedTable table = protection.publish(system, List.of());
        // Twelve shops in each town but one: there is one, of 500.
        assertEquals(3 * 12 * 10 + 2 * 12 * 10 + 500, cell(system, "total", "total"), 1e-9);
        assertNull(value(table, "north/b", "shops"));
        List<Exposure> exposures = protection.audit(system, table.hidden(), List.of());
        assertTrue(exposures.stream().allMatch(Exposure::isProtected));
    }

    @Test
    void whatLeftOnceIsNotHiddenInVain() throws IOException {
        TableProtection protection = new TableProtection(TableRules.read(write("rules.yaml", RULES)));
        CellSystem system = protection.cells(houses());
        Publication everything = new Publication(system, new java.util.BitSet());
        ProtectionException refused =
                assertThrows(ProtectionException.class, () -> protection.publish(system, List.of(everything)));
        assertTrue(String.valueOf(refused.getMessage()).contains("left with an earlier table"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "turnover | turnovr | there is no column \"turnovr\"; nearest: turnover",
                "{} | {colum: x} | unknown key \"colum\"; nearest: column",
                "minimum_contributors: 3 | minimum_contributors: none | must be a whole number above 0",
                "p_percent: 10 | dominance: {n: 1, k: 120} | dominance needs k",
            })
    void aMistakeIsOneSentence(String right, String wrong, String sentence) throws IOException {
        Path rules = write("rules.yaml", RULES.replace(right, wrong));
        Path houses = houses();
        ProtectionException refused = assertThrows(
                ProtectionException.class, () -> new TableProtection(TableRules.read(rules)).cells(houses));
        assertTrue(String.valueOf(refused.getMessage()).contains(sentence), refused::getMessage);
    }

    @Test
    void anInfiniteAmountIsNamedByItsRow() throws IOException {
        Path file = write("houses.csv", "house,region,town,sector,turnover\nh1,n,a,shops,5\nh2,n,a,shops,inf\n");
        TableProtection protection = new TableProtection(TableRules.read(write("rules.yaml", RULES)));
        ProtectionException refused = assertThrows(ProtectionException.class, () -> protection.cells(file));
        assertTrue(
                String.valueOf(refused.getMessage()).startsWith("row 2 has \"inf\" in turnover"), refused::getMessage);
    }

    private static double cell(CellSystem system, String... key) {
        return system.cells().stream()
                .filter(cell -> cell.key().equals(List.of(key)))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static @org.jspecify.annotations.Nullable Double value(PublishedTable table, String... key) {
        return table.cells().stream()
                .filter(row -> row.key().equals(List.of(key)))
                .findFirst()
                .orElseThrow()
                .value();
    }

    // The town b is in both regions, so its codes are told apart by their region.
    private Path houses() throws IOException {
        StringBuilder csv = new StringBuilder("house,region,town,sector,turnover\n");
        int house = 0;
        for (String town : List.of("north,a", "south,b", "south,c")) {
            for (int i = 0; i < 12; i++) {
                csv.append("h").append(house++).append(',').append(town).append(",shops,10\n");
            }
        }
        for (String town : List.of("north,a", "south,b")) {
            for (int i = 0; i < 12; i++) {
                csv.append("h").append(house++).append(',').append(town).append(",farms,10\n");
            }
        }
        csv.append("h").append(house).append(",north,b,shops,500\n");
        return write("houses.csv", csv.toString());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
