package org.wasl.ingest.check;

import org.jspecify.annotations.Nullable;

/**
 * The keys that have landed, as 64-bit hashes: 15 million take 200 MB and not 2 GB. Two different keys meet in a file of
 * that size with a probability of 1 in 160,000; the second is then in the rejects for all to see.
 */
public final class KeySet {
    private long[] slots = new long[1 << 10];
    private int size;
    private boolean zero;

    /** Adds a key; false where it was there already. */
    public boolean add(@Nullable Object[] key) {
        return add(hash(key));
    }

    private boolean add(long hash) {
        if (hash == 0) {
            boolean added = !zero;
            zero = true;
            return added;
        }
        if (size > slots.length / 4 * 3) grow();
        if (!insert(slots, hash)) return false;
        size++;
        return true;
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        for (long hash : slots) if (hash != 0) insert(larger, hash);
        slots = larger;
    }

    private static boolean insert(long[] slots, long hash) {
        int mask = slots.length - 1;
        for (int i = (int) (hash >>> 32) & mask; ; i = (i + 1) & mask) {
            if (slots[i] == hash) return false;
            if (slots[i] == 0) {
                slots[i] = hash;
                return true;
            }
        }
    }

    // FNV-1a (Fowler, Noll, Vo) over the characters, then the finaliser of MurmurHash3 (Appleby).
    private static long hash(@Nullable Object[] key) {
        long hash = 0xcbf29ce484222325L;
        for (Object part : key) {
            String text = part == null ? "\0" : part.toString();
            for (int i = 0; i < text.length(); i++) hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
            hash = (hash ^ 0xFFFF_FFFFL) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }

    public int size() {
        return size + (zero ? 1 : 0);
    }
}
