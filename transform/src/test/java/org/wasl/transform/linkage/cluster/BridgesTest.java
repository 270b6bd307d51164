package org.wasl.transform.linkage.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** What an entity hangs on. */
class BridgesTest {
    @Test
    void ofTwoTrianglesOnlyTheLinkBetweenThemIsABridge() {
        Row between = link("c", "d", 1);
        assertEquals(
                List.of(between),
                Bridges.of(List.of(
                        link("a", "b", 5),
                        link("b", "c", 5),
                        link("a", "c", 5),
                        between,
                        link("d", "e", 5),
                        link("e", "f", 5),
                        link("d", "f", 5))));
    }

    @Test
    void theWeakestComesFirst() {
        assertEquals(
                List.of(link("b", "c", 2), link("a", "b", 3)),
                Bridges.of(List.of(link("a", "b", 3), link("b", "c", 2))));
    }

    private static Row link(String a, String b, double weight) {
        return RowFactory.create(a, b, weight);
    }
}
