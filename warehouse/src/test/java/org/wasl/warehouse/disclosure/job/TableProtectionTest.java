package org.wasl.warehouse.disclosure.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
                "minimum_contributors: 3 | minimum_contributors: 2.7 | must be a whole number above 0",
                "p_percent: 10 | dominance: 75 | dominance must hold keys (n, k), found 75",
                "p_percent: 10 | dominance: {k: 75} | rules.yaml:6:34: dominance needs n",
                "levels: [region, town] | levels: [town, town] | names a column twice",
                "levels: [region, town] | levels: [region, town], column: town | has levels and a column",
            })
    void aMistakeIsOneSentence(String right, String wrong, String sentence) throws IOException {
        Path rules = write("rules.yaml", RULES.replace(right, wrong));
        Path houses = houses();
        ProtectionException refused = assertThrows(
                ProtectionException.class, () -> new TableProtection(TableRules.read(rules)).cells(houses));
        assertTrue(String.valueOf(refused.getMessage()).contains(sentence), refused::getMessage);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "base: 1 | base must be a whole number from 2 to 1000000, found 1",
                "base: 2.5 | base must be a whole number",
                "zeros: perhaps | zeros must be true or false, found \"perhaps\"",
                "attacker: 50 | attacker must hold keys (within, insiders), found 50",
                "attacker: {within: half} | within must be a number from 0, found \"half\"",
                "attacker: {insiders: 1} | insiders must be true or false",
                "tables: [town, sector] | tables must be a list of tables",
                "tables: [[town, town]] | tables must be a list of tables",
                "cell_keys: {maximum: five} | maximum must be a whole number from 3 to 1001, found \"five\"",
                "cell_keys: {maximum: 2} | maximum must be a whole number from 3 to 1001, found 2",
                "protection: lots | protection must be a number from 0 to 1000, found \"lots\"",
            })
    void whatIsNotUnderstoodIsNotPassedOver(String line, String sentence) throws IOException {
        Path rules = write("rules.yaml", RULES + line + "\n");
        ProtectionException refused = assertThrows(ProtectionException.class, () -> TableRules.read(rules));
        assertTrue(String.valueOf(refused.getMessage()).contains(sentence), refused::getMessage);
    }

    @Test
    void aSensitiveCellThatWasPrintedIsExposed() throws IOException {
        TableProtection protection = new TableProtection(TableRules.read(write("rules.yaml", RULES)));
        CellSystem system = protection.cells(houses());
        // The shop of north/b, alone, at 500; everything else left out.
        Path printed = write("printed.csv", "\ufefftown;sector;value\nnorth/b;shops;500\n");
        Exposure shop = protection.audit(system, PublishedTable.hidden(system, printed), List.of()).stream()
                .filter(exposure -> exposure.cell().equals(List.of("north/b", "shops")))
                .findFirst()
                .orElseThrow();
        assertEquals(500, shop.low(), 1e-9);
        assertEquals(500, shop.high(), 1e-9);
        assertFalse(shop.isProtected());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x | row 2: \"x\" is no number; leave the value of a hidden cell empty",
                "510 | row 2: 510 is printed for north/b / shops, and the records add up to 500.0",
            })
    void aPrintedTableIsOfTheseRecords(String value, String sentence) throws IOException {
        CellSystem system = new TableProtection(TableRules.read(write("rules.yaml", RULES))).cells(houses());
        Path printed = write("printed.csv", "town,sector,value\ntotal,total,\nnorth/b,shops," + value + "\n");
        ProtectionException refused =
                assertThrows(ProtectionException.class, () -> PublishedTable.hidden(system, printed));
        assertTrue(String.valueOf(refused.getMessage()).contains(sentence), refused::getMessage);
    }

    @Test
    void codesStayAsTheyAreWritten() throws IOException {
        // 01.10 and 01.1 are two classes of NACE; read as numbers they are one.
        Path file = write("houses.csv", "nace\n" + "01.10\n".repeat(4) + "01.1\n".repeat(5));
        Path rules = write("rules.yaml", "dimensions: [nace]\nrules: {minimum_frequency: 2}\n");
        CellSystem system = new TableProtection(TableRules.read(rules)).cells(file);
        assertEquals(4, cell(system, "01.10"), 1e-9);
        assertEquals(5, cell(system, "01.1"), 1e-9);
    }

    @Test
    void aCodeOfTheTotalsNameIsToldWithItsColumn() throws IOException {
        Path file = write("houses.csv", "town\ntotal\na\n");
        Path rules = write("rules.yaml", "dimensions: [town]\nrules: {minimum_frequency: 2}\n");
        TableProtection protection = new TableProtection(TableRules.read(rules));
        ProtectionException refused = assertThrows(ProtectionException.class, () -> protection.cells(file));
        assertTrue(
                String.valueOf(refused.getMessage()).startsWith("the column town holds \"total\""),
                refused::getMessage);
    }

    @Test
    void whoIsAloneInTwoTownsLearnsNothingOfAThird() throws IOException {
        // x knows its 50 in a and its 40 in b; c is all that is left of 412 - 126 - 126 unless one more town goes.
        StringBuilder csv = new StringBuilder("town,amount,house\na,50,x\nb,40,x\nc,70,y\n");
        for (int i = 0; i < 9; i++) {
            csv.append("d,").append(10 + i).append(",k").append(i).append("\ne,");
            csv.append(10 + i).append(",m").append(i).append('\n');
        }
        Path rules = write(
                "rules.yaml",
                "value: amount\ncontributor: house\ndimensions: [town]\nrules: {minimum_contributors: 3}\n");
        TableProtection protection = new TableProtection(TableRules.read(rules));
        CellSystem system = protection.cells(write("houses.csv", csv.toString()));
        PublishedTable table = protection.publish(system, List.of());
        assertTrue(value(table, "d") == null || value(table, "e") == null, "one more town is hidden");
    }

    @Test
    void aLossIsHiddenLikeAGain() throws IOException {
        // Two houses alone in their towns, one of them with a loss that nobody but itself knows.
        Path file = write("houses.csv", "town,amount,house\na,-50,x\nb,40,y\nc,5,z1\nc,6,z2\nc,7,z3\n");
        Path rules = write(
                "rules.yaml",
                "value: amount\ncontributor: house\ndimensions: [town]\nrules: {minimum_contributors: 3}\n");
        TableProtection protection = new TableProtection(TableRules.read(rules));
        CellSystem system = protection.cells(file);
        PublishedTable table = protection.publish(system, List.of());
        assertNull(value(table, "a"));
        assertTrue(value(table, "c") == null || value(table, "total") == null, "else each of the two tells the other");
        assertTrue(protection.audit(system, table.hidden(), List.of()).stream().allMatch(Exposure::isProtected));
    }

    @Test
    void aTopCodeCutsAllOfAContributorsRecordsAlike() throws IOException {
        // Totals of 10, 20 and 100 by two records; the median is 20, so 60 and 40 become 12 and 8.
        Path file = write("houses.csv", "town,amount,house\na,10,x\na,20,y\na,60,z\nb,40,z\n");
        Path rules = write("rules.yaml", """
                value: amount
                contributor: house
                dimensions: [town]
                rules: {minimum_contributors: 1}
                top_code: 50
                """);
        CellSystem system = new TableProtection(TableRules.read(rules)).cells(file);
        assertEquals(10 + 20 + 12, cell(system, "a"), 1e-9);
        assertEquals(8, cell(system, "b"), 1e-9);
    }

    @Test
    void aFileOfAnotherCharacterSetIsToldByItsLine() throws IOException {
        Path file = Files.write(
                directory.resolve("houses.csv"),
                "town\nDoha\nMálaga\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        Path rules = write("rules.yaml", "dimensions: [town]\nrules: {minimum_frequency: 2}\n");
        TableProtection protection = new TableProtection(TableRules.read(rules));
        ProtectionException refused = assertThrows(ProtectionException.class, () -> protection.cells(file));
        assertTrue(String.valueOf(refused.getMessage()).contains("line 3: "), refused::getMessage);
        assertTrue(String.valueOf(refused.getMessage()).contains("utf-8"), refused::getMessage);
    }

    @Test
    void aTableLeavesInOneWay() throws IOException {
        Path file = write("people.csv", "sex\n" + "f\n".repeat(7) + "m\n".repeat(21));
        Path rounding = write("rounding.yaml", "dimensions: [sex]\nby: rounding\n");
        Path hiding = write("hiding.yaml", "dimensions: [sex]\nrules: {minimum_frequency: 10}\n");
        TableProtection rounded = new TableProtection(TableRules.read(rounding));
        CellSystem system = rounded.cells(file);
        List<Publication> before = List.of(rounded.publication(system, rounded.publish(system, List.of())));
        TableProtection hidden = new TableProtection(TableRules.read(hiding));
        ProtectionException refused = assertThrows(ProtectionException.class, () -> hidden.publish(system, before));
        assertTrue(
                String.valueOf(refused.getMessage())
                        .startsWith(
                                "what left before is protected by rounding to base 5, and this would be by suppression"),
                refused::getMessage);
        assertEquals(
                rounded.publish(system, List.of()).cells(),
                rounded.publish(system, before).cells());
    }

    @Test
    void theShareThatIsHiddenTellsNoHiddenTotal() throws IOException {
        // Four of six are hidden, and so are all six: a share of 0.667 with the printed two would give them back.
        Path file = write("people.csv", "town,sex\na,f\na,f\nb,f\nb,f\nb,f\nb,f\n");
        Path rules = write("rules.yaml", "dimensions: [town, sex]\nrules: {minimum_frequency: 3}\n");
        TableProtection protection = new TableProtection(TableRules.read(rules));
        CellSystem system = protection.cells(file);
        PublishedTable table = protection.publish(system, List.of());
        assertNull(value(table, "total", "total"));
        assertTrue(table.quality().valueHidden() != null, "who protects is told");
        assertNull(table.forReaders(system).quality().valueHidden());
    }

    @Test
    void cellKeysAreDrawnFromPersons() throws IOException {
        Path secret = write("secret", "a secret of at least sixteen letters");
        String keys = "dimensions: [sex]\nby: cell_keys\ncell_keys: {secret: " + secret + "}\n";
        Path nobody = write("rules.yaml", keys);
        ProtectionException refused = assertThrows(ProtectionException.class, () -> TableRules.read(nobody));
        assertTrue(String.valueOf(refused.getMessage()).contains("cell_keys needs contributor"), refused::getMessage);
        TableProtection protection =
                new TableProtection(TableRules.read(write("rules.yaml", keys + "contributor: badge\n")));
        Path file = write("people.csv", "badge,sex\nB1,f\n,f\n");
        ProtectionException missing = assertThrows(ProtectionException.class, () -> protection.cells(file));
        assertTrue(String.valueOf(missing.getMessage()).startsWith("row 2 has no badge"), missing::getMessage);
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
