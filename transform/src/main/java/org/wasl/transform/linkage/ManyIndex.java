package org.wasl.transform.linkage;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.storage.StorageLevel;
import org.wasl.transform.linkage.block.Rule;
import org.wasl.transform.linkage.index.BlockEntry;
import org.wasl.transform.linkage.index.Index;
import org.wasl.transform.linkage.index.IndexLoader;
import org.wasl.transform.linkage.index.IndexedPair;
import org.wasl.transform.linkage.index.IndexedRecord;
import scala.Tuple2;

/** Loads an index with what was linked by many tasks: they sort it, and it comes to this process piece by piece. */
final class ManyIndex implements RunIndex.Linked {
    private final Linkage.Many many;
    private final List<String> sources;
    private final Dataset<Row> entities;

    /** @param entities rows {@code source, id, entity_id, content} of all records */
    ManyIndex(Linkage.Many many, List<String> sources, Dataset<Row> entities) {
        this.many = many;
        this.sources = sources;
        this.entities = entities;
    }

    @Override
    public void load(IndexLoader loader, Plan plan) {
        JavaPairRDD<String, Long> numbers;
        JavaRDD<Tuple2<Row, Long>> numbered = records();
        numbered.persist(StorageLevel.MEMORY_AND_DISK_SER());
        Iterator<Tuple2<Row, Long>> records = numbered.toLocalIterator();
        while (records.hasNext()) {
            Row record = records.next()._1();
            Row row = record.getStruct(1);
            loader.record(record.getString(0), new IndexedRecord(row, record.getLong(3), record.getString(2)));
        }
        Rules rules = new Rules(plan.finding());
        sorted(numbered.flatMap(rules::entries)).forEachRemaining(loader::entry);
        numbers = numbered.mapToPair(record -> new Tuple2<>(record._1().getString(0), record._2()));
        pairs(numbers, plan).forEachRemaining(pair -> loader.pair(pair._1(), pair._2()));
        for (int f = 0; f < plan.frequencySlots().size(); f++) {
            loader.frequencies(f, counted(plan.frequencySlots().get(f)));
        }
        numbered.unpersist();
    }

    /** Rows {@code key, record, entity, content} with their numbers, by their keys in the order of Java's texts. */
    private JavaRDD<Tuple2<Row, Long>> records() {
        List<String> names = List.copyOf(sources);
        JavaPairRDD<String, Row> of = many.records().toJavaRDD().mapToPair(row -> {
            return new Tuple2<>(AddedRecords.key(row, names), row);
        });
        JavaPairRDD<String, Row> now = entities.toJavaRDD().mapToPair(row -> {
            return new Tuple2<>(row.getString(0) + Linkage.SEPARATOR + row.getString(1), row);
        });
        return of.join(now)
                .map(both -> RowFactory.create(
                        both._1(),
                        both._2()._1(),
                        both._2()._2().get(2),
                        both._2()._2().get(3)))
                .sortBy(row -> row.getString(0), true, parts(of))
                .zipWithIndex()
                .map(record -> record);
    }

    private static int parts(JavaPairRDD<String, Row> of) {
        return Math.max(1, of.getNumPartitions());
    }

    /** Gives a record's keys. */
    private record Rules(List<Rule> rules) implements Serializable {
        Rules {
            rules = List.copyOf(rules);
        }

        Iterator<BlockEntry> entries(Tuple2<Row, Long> record) {
            List<BlockEntry> entries = new ArrayList<>();
            int number = Math.toIntExact(record._2());
            for (Rule rule : rules) {
                rule.keys(
                        record._1().getStruct(1),
                        (role, key, element) -> entries.add(BlockEntry.of(key, number, role)));
            }
            return entries.iterator();
        }
    }

    private static Iterator<BlockEntry> sorted(JavaRDD<BlockEntry> entries) {
        return entries.sortBy(entry -> entry, true, Math.max(1, entries.getNumPartitions()))
                .toLocalIterator();
    }

    private Iterator<Tuple2<Long, IndexedPair>> pairs(JavaPairRDD<String, Long> numbers, Plan plan) {
        List<String> rules = plan.rules().stream().map(Rule::text).toList();
        JavaPairRDD<Long, IndexedPair> pairs = many.scored()
                .toJavaRDD()
                .mapToPair(pair -> new Tuple2<>(StoredPair.key(pair, 0), pair))
                .join(numbers)
                .mapToPair(pair -> new Tuple2<>(StoredPair.key(pair._2()._1(), 1), pair._2()))
                .join(numbers)
                .flatMapToPair(pair -> {
                    int left = Math.toIntExact(pair._2()._1()._2());
                    int right = Math.toIntExact(pair._2()._2());
                    IndexedPair scored = StoredPair.of(pair._2()._1()._1(), rules);
                    return List.of(
                                    new Tuple2<>(Index.both(left, right), scored),
                                    new Tuple2<>(Index.both(right, left), scored))
                            .iterator();
                });
        return pairs.sortByKey().toLocalIterator();
    }

    private Iterator<Map.Entry<String, Long>> counted(int slot) {
        String column = "s" + slot;
        Iterator<Tuple2<String, Long>> counted = many.records()
                .where(column + " IS NOT NULL")
                .groupBy(column)
                .count()
                .toJavaRDD()
                .mapToPair(row -> new Tuple2<>(row.getString(0), row.getLong(1)))
                .sortByKey()
                .toLocalIterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return counted.hasNext();
            }

            @Override
            public Map.Entry<String, Long> next() {
                Tuple2<String, Long> value = counted.next();
                return Map.entry(value._1(), value._2());
            }
        };
    }
}
