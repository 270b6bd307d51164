package org.wasl.transform.linkage.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.wasl.transform.linkage.block.Rule;

/**
 * Writes the index of a run, each tree in the order of its keys, so that no page is written twice. It takes the place of
 * an older one when it is complete, and only its owner may read it.
 */
public final class IndexLoader implements AutoCloseable {
    /** Entries between two commits, which is what is held in memory. */
    private static final int AT_ONCE = 50_000;

    private final Path directory;
    private final Path part;
    private final MVStore store;
    private final Index index;
    private int appended;

    public IndexLoader(Path directory) {
        this.directory = directory;
        part = directory.resolve("." + Index.NAME + ".part");
        try {
            Files.deleteIfExists(part);
            createForOwner(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        store = Index.store(part).open();
        index = new Index(part, store);
        index.note("format", Index.FORMAT);
    }

    private static void createForOwner(Path file) throws IOException {
        if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else Files.createFile(file);
    }

    public void note(String name, String fact) {
        index.note(name, fact);
    }

    /** A record of the run with the text of its source and id. */
    public record Keyed(String key, IndexedRecord record) implements Comparable<Keyed> {
        @Override
        public int compareTo(Keyed other) {
            return key.compareTo(other.key);
        }
    }

    /** Takes all records; their places in the list are their numbers.
     *
     * @param records by their keys
     */
    public void records(List<Keyed> records, List<Rule> rules) {
        for (int i = 0; i < records.size(); i++)
            append(index.records(), (long) i, records.get(i).record().bytes());
        for (int i = 0; i < records.size(); i++)
            append(index.numbers(), records.get(i).key(), (long) i);
        index.note("next", Integer.toString(records.size()));
        Entries entries = new Entries(records.size() * rules.size());
        for (int i = 0; i < records.size(); i++) {
            int number = i;
            Row row = records.get(i).record().row();
            for (Rule rule : rules) {
                rule.keys(row, (role, key, element) -> entries.add(BlockEntry.of(key, number, role)));
            }
        }
        for (BlockEntry entry : entries.sorted()) append(index.blocks(), entry, true);
    }

    /** Block entries, as many as there are. */
    private static final class Entries {
        private BlockEntry[] all;
        private int size;

        Entries(int expected) {
            all = new BlockEntry[Math.max(expected, 1)];
        }

        void add(BlockEntry entry) {
            if (size == all.length) all = Arrays.copyOf(all, size + size / 2 + 1);
            all[size++] = entry;
        }

        BlockEntry[] sorted() {
            BlockEntry[] sorted = Arrays.copyOf(all, size);
            Arrays.parallelSort(sorted);
            return sorted;
        }
    }

    /** Takes all pairs, each once, by the numbers of their records. */
    public void pairs(long[] numbers, IndexedPair[] pairs) {
        Map<Long, IndexedPair> sorted = new TreeMap<>();
        for (int i = 0; i < pairs.length; i++) {
            int one = (int) (numbers[i] >>> Integer.SIZE);
            sorted.put(numbers[i], pairs[i]);
            sorted.put(Index.both((int) numbers[i], one), pairs[i]);
        }
        sorted.forEach((key, pair) -> append(index.pairs(), key, pair));
    }

    /** Takes in how many records each value of a slot stands.
     *
     * @param frequency place of the slot among those whose values are counted; slots come in this order
     */
    public void frequencies(int frequency, Map<String, Integer> counted) {
        long known = counted.values().stream().mapToLong(n -> n).sum();
        index.note(Index.known(frequency), Long.toString(known));
        new TreeMap<>(counted).forEach((value, n) -> append(index.terms(), Index.text(frequency, value), (long) n));
    }

    /** Takes in how many records words stand; of the empty word, how many have a value. */
    public void words(int slot, Map<String, Long> having) {
        having.forEach((word, n) -> index.words().put(Index.text(slot, word), n));
    }

    private <K, V> void append(MVMap<K, V> map, K key, V value) {
        map.append(key, value);
        if (++appended % AT_ONCE == 0) store.commit();
    }

    /** Puts the index in its place. */
    public void finish() {
        store.commit();
        store.sync();
        store.closeImmediately();
        try {
            Files.move(part, directory.resolve(Index.NAME), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        store.closeImmediately();
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
