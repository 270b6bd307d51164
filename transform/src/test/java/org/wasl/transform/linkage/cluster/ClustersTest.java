package org.wasl.transform.linkage.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.wasl.transform.linkage.model.LinkageModel.Clustering;
import org.wasl.transform.linkage.review.Decided;
import org.wasl.transform.linkage.review.Decision;

/** What people decided holds in the clusters, whichever way they are made. */
class ClustersTest {
    @Test
    void aRefusedPairIsPartedAtTheWeakestLinkOfItsChain() {
        List<Row> chain = List.of(link("a", "b", 9), link("b", "c", 2), link("c", "d", 8));
        assertEquals(
                Map.of("a", "a", "b", "a", "c", "c", "d", "c"),
                Clusters.of(chain, Clustering.CONNECTED, new Decided(List.of(new Decision("d", "a", false, null)))));
    }

    @Test
    void aConfirmedPairIsOneStar() {
        List<Row> chain = List.of(link("a", "b", 999), link("b", "c", 999), link("c", "d", 1000));
        Map<String, String> stars = Clusters.of(chain, Clustering.STAR, new Decided(List.of()));
        assertNotEquals(stars.get("a"), stars.get("d"));
        Map<String, String> decided =
                Clusters.of(chain, Clustering.STAR, new Decided(List.of(new Decision("c", "d", true, null))));
        assertEquals(decided.get("c"), decided.get("d"));
        assertEquals(decided.get("b"), decided.get("d"));
    }

    @Property(tries = 300)
    void decisionsHoldInAnyGraph(@ForAll int seed, @ForAll Clustering clustering) {
        Random random = new Random(seed);
        // Who is one entity is drawn first, so that no two decisions contradict each other.
        int[] entity = random.ints(12, 0, 4).toArray();
        List<Decision> decisions = new ArrayList<>();
        List<Row> links = new ArrayList<>();
        for (int i = 0; i < entity.length; i++) {
            for (int j = i + 1; j < entity.length; j++) {
                boolean decided = random.nextInt(6) == 0;
                boolean same = entity[i] == entity[j];
                if (decided) decisions.add(new Decision(name(i), name(j), same, null));
                if (decided && same) links.add(link(name(i), name(j), 1000));
                if (!decided && random.nextInt(3) == 0) links.add(link(name(i), name(j), random.nextInt(30)));
            }
        }
        Map<String, String> clusters = Clusters.of(links, clustering, new Decided(decisions));
        for (Decision d : decisions) {
            String left = clusters.getOrDefault(d.left(), d.left());
            assertEquals(d.same(), left.equals(clusters.getOrDefault(d.right(), d.right())), d::toString);
        }
    }

    private static String name(int i) {
        return String.valueOf((char) ('a' + i));
    }

    private static Row link(String a, String b, double weight) {
        return RowFactory.create(a, b, weight);
    }
}
