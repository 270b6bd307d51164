package org.wasl.transform.linkage.index;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.TransformException;

/**
 * What an addition asks of the records of before: B-trees in one file, in which anything is found in the logarithm of their
 * number, and whose changes are there all together or not at all (H2's MVStore). It holds the values of records, which
 * may be personal data.
 */
public final class Index implements AutoCloseable {
    /** The file, beside a run's results. */
    public static final String NAME = "index.mv";

    /** Changes with what the file holds, so that another version's is told. */
    static final String FORMAT = "1";

    private static final int CACHE_MEBIBYTES = 64;
    /** Of the file, what at least should be in use. */
    private static final int LEAST_FILLED_PERCENT = 60;
    /** What is moved at most to give room back, about as much as an addition of a thousand records writes. */
    private static final int MOST_MOVED_BYTES = 8 << 20;

    private final Path file;
    private final MVStore store;
    private final MVMap<String, String> facts;
    final MVMap<String, Long> numbers;
    final MVMap<Long, byte[]> records;
    final MVMap<BlockEntry, Boolean> blocks;
    final MVMap<Long, IndexedPair> pairs;
    final MVMap<String, Long> terms;
    final MVMap<String, Long> words;

    Index(Path file, MVStore store) {
        this.file = file;
        this.store = store;
        // What a commit has freed the next one may use, since the disk has it by then.
        store.setRetentionTime(0);
        store.setVersionsToKeep(0);
        facts = map("facts", StringDataType.INSTANCE, StringDataType.INSTANCE);
        numbers = map("numbers", StringDataType.INSTANCE, LongDataType.INSTANCE);
        records = map("records", LongDataType.INSTANCE, ByteArrayDataType.INSTANCE);
        blocks = map("blocks", new BlockEntry.Type(), new BlockEntry.Nothing());
        pairs = map("pairs", LongDataType.INSTANCE, new IndexedPair.Type());
        terms = map("terms", StringDataType.INSTANCE, LongDataType.INSTANCE);
        words = map("words", StringDataType.INSTANCE, LongDataType.INSTANCE);
    }

    private <K, V> MVMap<K, V> map(String name, BasicDataType<K> keys, BasicDataType<V> values) {
        return store.openMap(name, new MVMap.Builder<K, V>().keyType(keys).valueType(values));
    }

    static MVStore.Builder store(Path file) {
        return new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .cacheSize(CACHE_MEBIBYTES);
    }

    /**
     * The index in a directory, held until it is closed.
     *
     * @throws TransformException where there is none, another process holds it, or it cannot be read
     */
    public static Index open(Path directory) {
        Path file = directory.resolve(NAME);
        if (!Files.exists(file)) {
            throw new TransformException(directory + " has no index of its records: run `wasl link run` with --index");
        }
        Holder holder = Holder.of(directory);
        Index index = null;
        try {
            index = new Index(file, store(file).open());
            index.refuseAnotherFormat();
            holder.write();
            return index;
        } catch (MVStoreException e) {
            throw failure(directory, e);
        } catch (TransformException e) {
            if (index != null) index.close();
            throw e;
        }
    }

    private void refuseAnotherFormat() {
        String format = facts.get("format");
        // Of a file that has lost its end nothing may be left.
        if (format == null) throw new TransformException(damage(file));
        if (!format.equals(FORMAT)) {
            throw new TransformException(
                    file + " was written by another version: run `wasl link run` with --index anew");
        }
    }

    /** What to say where the file cannot be read or written. */
    public TransformException damaged(MVStoreException e) {
        return damaged(file, e);
    }

    private static TransformException damaged(Path file, MVStoreException e) {
        return new TransformException(damage(file), e);
    }

    private static String damage(Path file) {
        return file + " is damaged: run `wasl link run` with --index anew";
    }

    /** A fact about the run or its additions; null where it is not there. */
    public @Nullable String fact(String name) {
        return facts.get(name);
    }

    public void note(String name, String fact) {
        facts.put(name, fact);
    }

    /** A number of the index in a directory, which is not held any longer than that takes. */
    public static long count(Path directory, String name) {
        Path file = directory.resolve(NAME);
        try (MVStore store = store(file).readOnly().open()) {
            Index index = new Index(file, store);
            index.refuseAnotherFormat();
            return index.count(name);
        } catch (MVStoreException e) {
            throw failure(directory, e);
        }
    }

    private static TransformException failure(Path directory, MVStoreException e) {
        Path file = directory.resolve(NAME);
        return e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED
                ? Holder.of(directory).heldBy(file, e)
                : damaged(file, e);
    }

    /** A number that must be there. */
    public long count(String name) {
        return Long.parseLong(String.valueOf(facts.get(name)));
    }

    public long size() {
        return records.sizeAsLong();
    }

    /** The number of a record, given as its source and id in one text; −1 where there is none. */
    public int number(String key) {
        Long number = numbers.get(key);
        return number == null ? -1 : Math.toIntExact(number);
    }

    /** A number for a new record; numbers of records that are gone are not used again. */
    public int add(String key) {
        long next = count("next");
        numbers.put(key, next);
        note("next", Long.toString(next + 1));
        return Math.toIntExact(next);
    }

    public @Nullable IndexedRecord record(int number) {
        byte[] bytes = records.get((long) number);
        return bytes == null ? null : IndexedRecord.of(bytes);
    }

    public void put(int number, IndexedRecord record) {
        records.put((long) number, record.bytes());
    }

    public void remove(int number, String key) {
        numbers.remove(key);
        records.remove((long) number);
    }

    /** Is given a record with its number. */
    @FunctionalInterface
    public interface Records {
        void record(int number, IndexedRecord record);
    }

    /** Gives all records, by their sources and ids. */
    public void each(Records into) {
        for (Cursor<String, Long> all = numbers.cursor(null, null, false); all.hasNext(); ) {
            all.next();
            int number = Math.toIntExact(all.getValue());
            IndexedRecord record = record(number);
            if (record != null) into.record(number, record);
        }
    }

    public void enter(long key, int number, int role) {
        blocks.put(BlockEntry.of(key, number, role), true);
    }

    public void leave(long key, int number, int role) {
        blocks.remove(BlockEntry.of(key, number, role));
    }

    /** How many records stand under a key. */
    public long standing(long key) {
        return place(BlockEntry.last(key)) - place(BlockEntry.first(key));
    }

    private long place(BlockEntry entry) {
        long place = blocks.getKeyIndex(entry);
        return place < 0 ? -place - 1 : place;
    }

    /** Gives the numbers of the records under a key. */
    public void under(long key, IntConsumer into) {
        Cursor<BlockEntry, Boolean> some = blocks.cursor(BlockEntry.first(key), BlockEntry.last(key), false);
        while (some.hasNext()) into.accept(some.next().number());
    }

    /** Is given a pair by the numbers of its records. */
    @FunctionalInterface
    public interface Pairs {
        void pair(int one, int other, IndexedPair pair);
    }

    /** Gives the pairs of a record. */
    public void pairs(int number, Pairs into) {
        Cursor<Long, IndexedPair> some = pairs.cursor(both(number, 0), both(number, Integer.MAX_VALUE), false);
        while (some.hasNext()) {
            long key = some.next();
            into.pair(number, (int) key, some.getValue());
        }
    }

    /** Gives each pair once. */
    public void pairs(Pairs into) {
        Cursor<Long, IndexedPair> all = pairs.cursor(null, null, false);
        while (all.hasNext()) {
            long key = all.next();
            int one = (int) (key >>> Integer.SIZE);
            if (one < (int) key) into.pair(one, (int) key, all.getValue());
        }
    }

    /** Each pair stands under both records. */
    public void join(int one, int other, IndexedPair pair) {
        pairs.put(both(one, other), pair);
        pairs.put(both(other, one), pair);
    }

    public void part(int one, int other) {
        pairs.remove(both(one, other));
        pairs.remove(both(other, one));
    }

    /** A pair by the numbers of its records, as one number. */
    public static long both(int one, int other) {
        return (long) one << Integer.SIZE | other;
    }

    /** In how many records a value stands.
     *
     * @param frequency place of the slot among those whose values are counted
     */
    public int frequency(int frequency, String value) {
        return Math.toIntExact(terms.getOrDefault(text(frequency, value), 0L));
    }

    /** One record more has a value, or one less. */
    public void count(int frequency, String value, int change) {
        String term = text(frequency, value);
        long now = terms.getOrDefault(term, 0L) + change;
        if (now == 0) terms.remove(term);
        else terms.put(term, now);
        note(known(frequency), Long.toString(count(known(frequency)) + change));
    }

    /** The fact in how many records the slot has a value. */
    public static String known(int frequency) {
        return "known " + frequency;
    }

    /** In how many records of the run a word stands; of the empty word, how many have a value. */
    public @Nullable Long having(int slot, String word) {
        return words.get(text(slot, word));
    }

    static String text(int slot, String value) {
        return (char) slot + value;
    }

    /** Makes all changes last, together; then, so that the file does not grow without end, gives room back. */
    public void commit() {
        store.commit();
        store.sync();
        if (store.compact(LEAST_FILLED_PERCENT, MOST_MOVED_BYTES)) store.sync();
    }

    /** Lets go of the file; changes that were not committed are forgotten. */
    @Override
    public void close() {
        store.closeImmediately();
        Holder.beside(file).delete();
    }
}
