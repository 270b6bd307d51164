package org.wasl.transform.linkage;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.wasl.transform.linkage.block.Rule;
import org.wasl.transform.linkage.index.BlockEntry;
import org.wasl.transform.linkage.index.Index;
import org.wasl.transform.linkage.index.IndexLoader;
import org.wasl.transform.linkage.index.IndexedPair;
import org.wasl.transform.linkage.index.IndexedRecord;

/** Loads an index with what was linked in memory. */
final class FewIndex implements RunIndex.Linked {
    private final Linkage.Few few;
    private final List<String> sources;
    private final Function<Row, String> entities;

    /** @param entities the entity of each record */
    FewIndex(Linkage.Few few, List<String> sources, Function<Row, String> entities) {
        this.few = few;
        this.sources = sources;
        this.entities = entities;
    }

    private record Keyed(String key, Row row) implements Comparable<Keyed> {
        @Override
        public int compareTo(Keyed other) {
            return key.compareTo(other.key);
        }
    }

    @Override
    public void load(IndexLoader loader, Plan plan) {
        List<Keyed> records = few.records().parallelStream()
                .map(row -> new Keyed(AddedRecords.key(row, sources), row))
                .sorted()
                .toList();
        for (Keyed keyed : records) {
            Row row = keyed.row();
            loader.record(keyed.key(), new IndexedRecord(row, Content.of(row), entities.apply(row)));
        }
        for (BlockEntry entry : entries(records, plan.finding())) loader.entry(entry);
        pairs(records, plan).forEach(loader::pair);
        for (int f = 0; f < plan.frequencySlots().size(); f++) {
            Map<String, Long> counted = counted(plan.frequencySlots().get(f));
            loader.frequencies(f, counted.entrySet().iterator());
        }
    }

    private static BlockEntry[] entries(List<Keyed> records, List<Rule> rules) {
        BlockEntry[] all = new BlockEntry[records.size() * rules.size() + 1];
        int[] size = {0};
        BlockEntry[][] grown = {all};
        for (int i = 0; i < records.size(); i++) {
            int number = i;
            for (Rule rule : rules) {
                rule.keys(records.get(i).row(), (role, key, element) -> {
                    if (size[0] == grown[0].length) grown[0] = Arrays.copyOf(grown[0], 2 * size[0]);
                    grown[0][size[0]++] = BlockEntry.of(key, number, role);
                });
            }
        }
        BlockEntry[] sorted = Arrays.copyOf(grown[0], size[0]);
        Arrays.parallelSort(sorted);
        return sorted;
    }

    private Map<Long, IndexedPair> pairs(List<Keyed> records, Plan plan) {
        List<String> keys = records.stream().map(Keyed::key).toList();
        List<String> rules = plan.rules().stream().map(Rule::text).toList();
        Map<Long, IndexedPair> pairs = new TreeMap<>();
        for (Row pair : few.scored()) {
            int left = number(keys, pair, 0);
            int right = number(keys, pair, 1);
            IndexedPair scored = StoredPair.of(pair, rules);
            pairs.put(Index.both(left, right), scored);
            pairs.put(Index.both(right, left), scored);
        }
        return pairs;
    }

    private static int number(List<String> keys, Row pair, int side) {
        return Collections.binarySearch(keys, StoredPair.key(pair, side));
    }

    private Map<String, Long> counted(int slot) {
        Map<String, Long> counted = new TreeMap<>();
        for (Row row : few.records()) {
            String value = row.getString(2 + slot);
            if (value != null) counted.merge(value, 1L, Long::sum);
        }
        return counted;
    }
}
