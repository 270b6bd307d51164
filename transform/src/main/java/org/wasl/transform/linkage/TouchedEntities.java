package org.wasl.transform.linkage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.cluster.Clusters;
import org.wasl.transform.linkage.cluster.Succession;
import org.wasl.transform.linkage.index.Index;
import org.wasl.transform.linkage.index.IndexedRecord;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.review.Decided;

/**
 * The entities of the touched records: those of before live on in them, the others get new ids.
 *
 * @param moved rows {@link #MOVED} of the records whose entity is another than before, or that are gone
 * @param changes rows {@link FewEntities#CHANGES}
 */
record TouchedEntities(List<Row> moved, List<Row> changes) {
    static final StructType MOVED =
            StructType.fromDDL("source string, id string, entity_id string, content bigint, entity_id_before string");

    /** Joins the links among touched records, and notes their entities in the index.
     *
     * @param pairs rows {@link Scorer#PAIRS} that decisions and the constraint leave
     * @param generation number of the addition among the runs and additions that the ids have lasted
     */
    static TouchedEntities of(
            Touched touched, List<Row> pairs, LinkageModel model, Decided decided, Index index, int generation) {
        Map<String, String> clusters =
                Clusters.of(FewRecords.links(pairs, model.thresholds().link()), model.clustering(), decided);
        Succession succession = new Succession(generation);
        for (int number : touched.records()) {
            IndexedRecord before = touched.before(number);
            IndexedRecord now = touched.now(number);
            if (before != null && now != null) succession.add(before.entity(), cluster(touched.key(now), clusters));
        }
        succession.decide();
        List<Row> moved = new ArrayList<>();
        for (int number : touched.records()) {
            IndexedRecord before = touched.before(number);
            IndexedRecord now = touched.now(number);
            String was = before == null ? null : before.entity();
            if (now == null) {
                moved.add(row(touched.key(before), null, null, was));
                continue;
            }
            String entity = succession.entity(cluster(touched.key(now), clusters));
            if (!entity.equals(was)) moved.add(row(touched.key(now), entity, now.content(), was));
            if (!entity.equals(now.entity())) index.put(number, now.of(entity));
        }
        Stream<String> entities = touched.records().stream()
                .map(touched::before)
                .filter(Objects::nonNull)
                .map(IndexedRecord::entity);
        return new TouchedEntities(moved, succession.changes(entities));
    }

    private static String cluster(String record, Map<String, String> clusters) {
        return clusters.getOrDefault(record, record);
    }

    private static Row row(String key, @Nullable String entity, @Nullable Long content, @Nullable String before) {
        int end = key.indexOf(Linkage.SEPARATOR);
        return RowFactory.create(key.substring(0, end), key.substring(end + 1), entity, content, before);
    }

    /** How many changes are of a kind. */
    long changes(String kind) {
        return changes.stream().filter(row -> kind.equals(row.getString(1))).count();
    }
}
