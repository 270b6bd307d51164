package org.wasl.transform.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wasl.transform.TransformException;
import org.wasl.transform.landed.Programme.CodeList;
import org.wasl.transform.landed.Programme.Entry;

class BandsTest {
    @Test
    void aBandReachesToWhereTheNextBegins() {
        assertEquals(
                "CASE WHEN a.wage < 15000 THEN 'low' WHEN a.wage < 20000.5 THEN 'middle' WHEN a.wage IS NOT NULL THEN"
                        + " 'rest' END",
                sql("wage", band("low", "15000"), band("middle", "20000.5"), band("rest", null)));
    }

    @Test
    void aProgrammeWithoutSuchBandsHasNone() {
        assertEquals("CAST(NULL AS STRING)", sql(null, band("low", null)));
        assertEquals("CAST(NULL AS STRING)", Bands.sql(List.of(), Set.of("wage"), "wage_band", "a"));
    }

    @Test
    void whatIsNoBandIsSaid() {
        assertTrue(
                message("wages", band("rest", null)).contains("codes/wage_band.yaml: of: there is no variable wages"));
        assertTrue(message("wage", band("low", "5")).contains("every code but the last"));
        assertTrue(message("wage", band("low", null), band("rest", null)).contains("every code but the last"));
        assertTrue(message("wage", band("low", "5"), band("middle", "5"), band("rest", null))
                .contains("middle ends at 5, where the code before it ends at 5"));
    }

    private static Entry band(String code, @Nullable String below) {
        return new Entry(code, null, null, below == null ? null : new BigDecimal(below));
    }

    private static String sql(@Nullable String of, Entry... entries) {
        return Bands.sql(List.of(new CodeList("wage_band", of, List.of(entries))), Set.of("wage"), "wage_band", "a");
    }

    private static String message(String of, Entry... entries) {
        return String.valueOf(
                assertThrows(TransformException.class, () -> sql(of, entries)).getMessage());
    }
}
