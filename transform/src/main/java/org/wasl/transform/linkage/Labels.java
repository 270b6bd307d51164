package org.wasl.transform.linkage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.block.RecordId;
import org.wasl.transform.linkage.block.Rule;
import org.wasl.transform.linkage.compare.Kernel;
import org.wasl.transform.linkage.compare.Term;
import org.wasl.transform.linkage.estimate.LabelledPairs;
import org.wasl.transform.linkage.estimate.PatternCounts;
import org.wasl.transform.linkage.review.Decision;

/** Pairs of records with a label, from which a run learns. */
record Labels(List<Decision> given, Plan plan, List<String> sources) {
    Object[] ids() {
        return given.stream()
                .flatMap(label -> Stream.of(label.left(), label.right()))
                .distinct()
                .toArray();
    }

    /** What the labelled pairs show.
     *
     * @param records rows {@code source, id, s0, s1 …} of all that have one of the ids
     * @throws TransformException where a label is about a record that is not there
     */
    LabelledPairs of(Collection<Row> records) {
        if (given.isEmpty()) return LabelledPairs.NONE;
        Map<RecordId, Row> byId = new HashMap<>();
        Map<String, List<RecordId>> named = new HashMap<>();
        for (Row record : records) {
            RecordId id = new RecordId(record.getInt(0), record.getString(1));
            byId.put(id, record);
            named.computeIfAbsent(id.id(), k -> new ArrayList<>()).add(id);
        }
        Kernel kernel = plan.kernel();
        List<LabelledPairs.Pair> pairs = new ArrayList<>();
        for (Decision label : given) {
            RecordId a = record(label.leftSource(), label.left(), named, label);
            RecordId b = record(label.rightSource(), label.right(), named, label);
            boolean inOrder = a.source() < b.source() || (a.source() == b.source() && a.id().compareTo(b.id()) <= 0);
            @Nullable Term[] l = Explainer.terms(row(inOrder ? a : b, byId));
            @Nullable Term[] r = Explainer.terms(row(inOrder ? b : a, byId));
            int rules = 0;
            for (int k = 0; k < plan.rules().size(); k++) {
                Rule rule = plan.rules().get(k);
                if (rule.finds(l, r)) rules |= 1 << k;
            }
            pairs.add(new LabelledPairs.Pair(PatternCounts.levels(kernel.pattern(l, r), kernel), rules, label.same()));
        }
        return new LabelledPairs(pairs);
    }

    private static Row row(RecordId id, Map<RecordId, Row> byId) {
        return java.util.Objects.requireNonNull(byId.get(id));
    }

    private RecordId record(@Nullable String source, String id, Map<String, List<RecordId>> named, Decision label) {
        List<RecordId> found = named.getOrDefault(id, List.of()).stream()
                .filter(record -> source == null || sources.get(record.source()).equals(source))
                .toList();
        if (found.size() == 1) return found.get(0);
        throw new TransformException(label.place() + ": "
                + (found.isEmpty()
                        ? "the inputs have no record " + id + "; ids are those of the column "
                                + plan.model().id()
                        : "the id " + id + " stands in several inputs; say which in source_l and source_r"));
    }
}
