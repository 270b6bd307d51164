package org.wasl.warehouse.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.release.TestTables;

/** What a user may write after {@code --where}, and what never reaches the engine. */
class ConditionTest {
    private static Warehouse warehouse;

    @BeforeAll
    static void open(@TempDir Path directory) {
        warehouse = Warehouse.open(TestTables.release(directory, "SELECT 1"));
    }

    @AfterAll
    static void close() {
        warehouse.close();
    }

    @Test
    void isPrintedFromItsParsedParts() {
        assertEquals(
                "((municipality = 'doha') AND (\"zone\" > 5))",
                condition().sql("municipality = 'doha' /* near the sea */ and zone > 5 -- not far"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "municipality in ('doha', 'al_khor')",
                "municipality not in ('doha') or zone between 1 and 57",
                "municipality is null and not (zone = 3)",
                "municipality ilike 'al%'",
                "lower(municipality) = 'doha'",
                "zone::varchar = '57'",
                "case when zone > 3 then true else false end",
                "municipality = 'it''s; drop table facility'"
            })
    void allowsPlainConditions(String where) {
        String sql = condition().sql(where);
        warehouse.rows("SELECT 1 FROM facility WHERE " + sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 = 1; drop view facility",
                "true) union select 1 from employer where (true",
                "municipality in (select cr_number from employer)",
                "exists (select 1 from read_text('/etc/passwd'))",
                "(select count(*) from read_csv('/etc/passwd')) > 0",
                "municipality = (select content from read_text('/etc/hostname'))",
                "true) order by (zone",
                "true) group by all having (true",
                "true) qualify (row_number() over () = 1",
                "count(*) over () > 1",
                "sum(zone) > 1",
                "getvariable('x') = 1",
                "current_setting('temp_directory') = 'x'",
                "nextval('s') = 1",
                "municipality = $1",
                "municipality = ?",
                "employer_name = 'x'",
                "facility.municipality = 'doha'",
                "list_transform([zone], lambda x: x) = [1]",
                "columns('muni.*') = 'doha'",
                "municipality = 'doha' limit 1",
                "",
                "municipality ="
            })
    void refusesEverythingElse(String where) {
        assertThrows(CatalogueException.class, () -> condition().sql(where));
    }

    private static Condition condition() {
        return new Condition(warehouse.connection(), List.of("municipality", "zone"));
    }
}
