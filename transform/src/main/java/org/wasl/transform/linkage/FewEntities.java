package org.wasl.transform.linkage;

import java.util.BitSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.cluster.Succession;

/** Writes which entity each of some records in memory is of, and what became of the entities of an earlier run. */
final class FewEntities {
    static final StructType CLUSTERS = StructType.fromDDL("source string, id string, entity_id string, content bigint");
    static final StructType CHANGES = StructType.fromDDL("entity_id string, change string, other_entity_id string");

    private final Run run;
    private final Linkage.Few few;
    private final Map<String, String> clusters;
    private final List<String> sources;

    /** @param clusters the cluster of each record, source and id in one text, that is not alone */
    FewEntities(Run run, Linkage.Few few, Map<String, String> clusters) {
        this.run = run;
        this.few = few;
        this.clusters = clusters;
        sources = run.request().sources();
    }

    /** Writes them, and gives the entity of each record. */
    Function<Row, String> write() {
        Increment.OfFew since = few.since();
        EarlierRun earlier = run.earlier();
        if (since != null && earlier != null) return writeSince(since, earlier);
        return earlier != null ? writeAfter(earlier.records()) : writeFirst();
    }

    private Function<Row, String> writeFirst() {
        Succession none = new Succession(run.generation());
        run.folder().delete("changes.parquet");
        return writeAll(ordered(), none);
    }

    private Function<Row, String> writeAfter(EarlierRecords before) {
        Succession succession = new Succession(run.generation());
        List<Row> records = ordered();
        for (Row record : records) {
            int place = before.place(source(record), record.getString(1));
            if (place >= 0) succession.add(before.entity(place), cluster(source(record), record.getString(1)));
        }
        succession.decide();
        writeChanges(succession, before, IntStream.range(0, before.size()));
        return writeAll(records, succession);
    }

    /**
     * Only records that are linked, or were, and those that came, went or changed can be of another entity than before:
     * any other was an entity alone and is it still.
     */
    private Function<Row, String> writeSince(Increment.OfFew since, EarlierRun earlier) {
        EarlierRecords before = since.before();
        BitSet touched = touched(since);
        Succession succession = new Succession(run.generation());
        touched.stream()
                .filter(since.same()::get)
                .forEach(place -> succession.add(before.entity(place), cluster(before.row(place))));
        for (Row record : since.fresh()) {
            int place = before.place(source(record), record.getString(1));
            if (place >= 0) succession.add(before.entity(place), cluster(source(record), record.getString(1)));
        }
        succession.decide();
        IntFunction<@Nullable Row> now = place -> {
            if (!since.same().get(place)) return null;
            Row row = before.row(place);
            return touched.get(place) ? succeeding(row, succession) : row;
        };
        BitSet changed = new BitSet(before.size());
        touched.stream()
                .filter(place -> !before.row(place).equals(now.apply(place)))
                .forEach(changed::set);
        // The files of before name a source as it was named then.
        if (earlier.isRenamed()) changed.set(0, before.size());
        List<Row> added =
                since.fresh().stream().map(record -> entity(record, succession)).toList();
        run.folder().parquetAfter("clusters.parquet", earlier.folder(), changed, now, added, CLUSTERS, 0, 1);
        writeChanges(succession, before, touched.stream());
        return record -> {
            int place = before.place(source(record), record.getString(1));
            boolean same = place >= 0 && since.same().get(place) && !touched.get(place);
            return same ? before.entity(place) : succession.entity(cluster(source(record), record.getString(1)));
        };
    }

    private BitSet touched(Increment.OfFew since) {
        EarlierRecords before = since.before();
        BitSet touched = new BitSet(before.size());
        touched.set(0, before.size());
        touched.andNot(since.same());
        touched.or(since.paired());
        for (String node : clusters.keySet()) {
            int end = node.indexOf(Linkage.SEPARATOR);
            int place = before.place(node.substring(0, end), node.substring(end + 1));
            if (place >= 0) touched.set(place);
        }
        return touched;
    }

    private Row succeeding(Row before, Succession succession) {
        return RowFactory.create(before.get(0), before.get(1), succession.entity(cluster(before)), before.get(3));
    }

    /** The records by the names of their sources and their ids. */
    private List<Row> ordered() {
        List<String> names = sources.stream().sorted().toList();
        int[] places = sources.stream().mapToInt(names::indexOf).toArray();
        Comparator<Row> order = (a, b) -> {
            int bySource = places[a.getInt(0)] - places[b.getInt(0)];
            return bySource != 0 ? bySource : a.getString(1).compareTo(b.getString(1));
        };
        return few.records().parallelStream().sorted(order).toList();
    }

    private Function<Row, String> writeAll(List<Row> ordered, Succession succession) {
        Iterator<Row> rows =
                ordered.stream().map(record -> entity(record, succession)).iterator();
        run.folder().parquet("clusters.parquet", rows, CLUSTERS);
        return record -> succession.entity(cluster(source(record), record.getString(1)));
    }

    private void writeChanges(Succession succession, EarlierRecords before, IntStream places) {
        run.folder().parquet("changes.parquet", succession.changes(places.mapToObj(before::entity)), CHANGES, 0, 1, 2);
    }

    private Row entity(Row record, Succession succession) {
        String id = record.getString(1);
        return RowFactory.create(
                source(record), id, succession.entity(cluster(source(record), id)), Content.of(record));
    }

    private String source(Row record) {
        return sources.get(record.getInt(0));
    }

    /** @param before row {@code source, id, …} */
    private String cluster(Row before) {
        return cluster(before.getString(0), before.getString(1));
    }

    private String cluster(String source, String id) {
        String node = source + Linkage.SEPARATOR + id;
        return clusters.getOrDefault(node, node);
    }
}
