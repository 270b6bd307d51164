package org.wasl.transform.linkage.review;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * People's decisions hold: a pair they refused is none, a pair they confirmed is certain, whatever it weighs. Of
 * decisions about one pair the last one counts.
 */
public final class Decided implements Serializable {
    /** The rule of a pair that somebody confirmed. */
    public static final String RULE = "decided";

    private static final long serialVersionUID = 1L;
    /** A weight beyond those of models, so that no constraint prefers a pair that nobody confirmed. */
    private static final double CERTAIN = 1000;

    private final Map<List<String>, Decision> decisions = new LinkedHashMap<>();

    public Decided(Collection<Decision> decisions) {
        for (Decision decision : decisions) this.decisions.put(pair(decision.left(), decision.right()), decision);
    }

    public boolean isEmpty() {
        return decisions.isEmpty();
    }

    /** Ids of the records that somebody decided about. */
    public Object[] ids() {
        return decisions.keySet().stream().flatMap(List::stream).distinct().toArray();
    }

    /** Whether a scored pair {@code id_l, id_r, …} stands as it is, since nobody decided about it. */
    public boolean leaves(Row pair) {
        return !decisions.containsKey(pair(pair.getString(0), pair.getString(1)));
    }

    /** The confirmed pairs of these records, as scored pairs.
     *
     * @param records rows {@code source, id, …}
     */
    public List<Row> confirmed(Collection<Row> records, List<String> sources) {
        Map<String, Integer> source = new HashMap<>();
        if (!isEmpty()) records.forEach(record -> source.putIfAbsent(record.getString(1), record.getInt(0)));
        List<Row> confirmed = new ArrayList<>();
        for (Decision decision : decisions.values()) {
            Integer l = source.get(decision.left());
            Integer r = source.get(decision.right());
            if (!decision.same() || l == null || r == null) continue;
            boolean inOrder = l < r || (l.equals(r) && decision.left().compareTo(decision.right()) <= 0);
            confirmed.add(RowFactory.create(
                    inOrder ? decision.left() : decision.right(),
                    inOrder ? decision.right() : decision.left(),
                    sources.get(inOrder ? l : r),
                    sources.get(inOrder ? r : l),
                    1.0,
                    CERTAIN,
                    RULE,
                    decision.reviewer()));
        }
        return confirmed;
    }

    private static List<String> pair(String a, String b) {
        return a.compareTo(b) <= 0 ? List.of(a, b) : List.of(b, a);
    }
}
