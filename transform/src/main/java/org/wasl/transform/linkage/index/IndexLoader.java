package org.wasl.transform.linkage.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Iterator;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * Writes the index of a run, each tree in the order of its keys, so that hardly a page is written twice. It takes the place of
 * an older one when it is complete, and only its owner may read it.
 */
public final class IndexLoader implements AutoCloseable {
    /** Entries between two commits, which is what is held in memory. */
    private static final int AT_ONCE = 50_000;

    private final Path directory;
    private final Path part;
    private final MVStore store;
    private final Index index;
    private long next;
    private int entries;

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

    /** Takes a record; they come in the order of their keys, and their numbers are their places in it. */
    public void record(String key, IndexedRecord record) {
        put(index.records, next, record.bytes());
        put(index.numbers, key, next++);
    }

    /** Takes what stands under a key; in order. */
    public void entry(BlockEntry entry) {
        put(index.blocks, entry, true);
    }

    /** Takes a pair; each comes twice, the numbers of its records in either order, and all in the order of these. */
    public void pair(long numbers, IndexedPair pair) {
        put(index.pairs, numbers, pair);
    }

    /** Takes in how many records each value of a slot stands.
     *
     * @param frequency place of the slot among those whose values are counted; slots come in this order
     * @param counted by value, in order
     */
    public void frequencies(int frequency, Iterator<Map.Entry<String, Long>> counted) {
        long known = 0;
        while (counted.hasNext()) {
            Map.Entry<String, Long> value = counted.next();
            put(index.terms, Index.text(frequency, value.getKey()), value.getValue());
            known += value.getValue();
        }
        index.note(Index.known(frequency), Long.toString(known));
    }

    /** Takes in how many records words stand; of the empty word, how many have a value. */
    public void words(int slot, Map<String, Long> having) {
        having.forEach((word, n) -> index.words.put(Index.text(slot, word), n));
    }

    private <K, V> void put(MVMap<K, V> map, K key, V value) {
        map.put(key, value);
        if (++entries % AT_ONCE == 0) store.commit();
    }

    /** Puts the index in its place. */
    public void finish() {
        index.note("next", Long.toString(next));
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
