package org.wasl.transform.linkage.review;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private final Map<RecordPair, Decision> decisions = new LinkedHashMap<>();

    public Decided(Collection<Decision> decisions) {
        for (Decision decision : decisions) this.decisions.put(decision.records(), decision);
    }

    public boolean isEmpty() {
        return decisions.isEmpty();
    }

    public Collection<Decision> all() {
        return decisions.values();
    }

    /** Ids of the records that somebody decided about. */
    public Object[] ids() {
        return decisions.values().stream()
                .flatMap(d -> Stream.of(d.left(), d.right()))
                .distinct()
                .toArray();
    }

    /** Records that somebody decided about, each as its source and id. */
    public Set<String> records() {
        return decisions.keySet().stream()
                .flatMap(pair -> Stream.of(pair.a(), pair.b()))
                .collect(Collectors.toSet());
    }

    /** Whether a scored pair {@code id_l, id_r, source_l, source_r, …} stands as it is, since nobody decided about it. */
    public boolean leaves(Row pair) {
        if (isEmpty()) return true;
        return !decisions.containsKey(RecordPair.of(pair.getString(0), pair.getString(1)))
                && !decisions.containsKey(RecordPair.of(
                        RecordPair.key(pair.getString(2), pair.getString(0)),
                        RecordPair.key(pair.getString(3), pair.getString(1))));
    }

    /** Scored pairs as decided: without those that somebody decided about, with the confirmed ones of these records. */
    public List<Row> applied(Collection<Row> scored, Collection<Row> records, List<String> sources) {
        List<Row> applied = new ArrayList<>(scored);
        applied.removeIf(pair -> !leaves(pair));
        applied.addAll(confirmed(records, sources));
        return applied;
    }

    /** What was decided about two records, given as source and id. */
    public Optional<Boolean> same(String a, String b) {
        return Optional.ofNullable(decisions.get(RecordPair.of(a, b))).map(Decision::same);
    }

    /** The pairs of records that were refused, or that were confirmed; of each its two records. */
    public List<List<String>> pairs(boolean same) {
        return decisions.entrySet().stream()
                .filter(e -> e.getValue().same() == same)
                .map(e -> List.of(e.getKey().a(), e.getKey().b()))
                .toList();
    }

    /** The confirmed pairs of these records, as scored pairs.
     *
     * @param records rows {@code source, id, …}
     */
    public List<Row> confirmed(Collection<Row> records, List<String> sources) {
        Map<String, Integer> source = new HashMap<>();
        if (!isEmpty()) {
            records.forEach(record -> {
                source.putIfAbsent(record.getString(1), record.getInt(0));
                source.put(RecordPair.key(sources.get(record.getInt(0)), record.getString(1)), record.getInt(0));
            });
        }
        List<Row> confirmed = new ArrayList<>();
        for (Decision decision : decisions.values()) {
            Integer l = source.get(RecordPair.key(decision.leftSource(), decision.left()));
            Integer r = source.get(RecordPair.key(decision.rightSource(), decision.right()));
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
                    decision.reviewer(),
                    null));
        }
        return confirmed;
    }
}
