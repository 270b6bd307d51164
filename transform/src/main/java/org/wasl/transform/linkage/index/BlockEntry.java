package org.wasl.transform.linkage.index;

import java.io.Serializable;
import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * That a record stands under a blocking key.
 *
 * @param member the record's number times {@link #ROLES} and the role that it has there
 */
public record BlockEntry(long key, int member) implements Comparable<BlockEntry>, Serializable {
    private static final int ROLES = 3;

    public static BlockEntry of(long key, int number, int role) {
        return new BlockEntry(key, number * ROLES + role);
    }

    /** Before all records of a key. */
    static BlockEntry first(long key) {
        return new BlockEntry(key, 0);
    }

    /** After all records of a key. */
    static BlockEntry last(long key) {
        return new BlockEntry(key, Integer.MAX_VALUE);
    }

    int number() {
        return member / ROLES;
    }

    @Override
    public int compareTo(BlockEntry other) {
        int byKey = Long.compare(key, other.key);
        return byKey != 0 ? byKey : Integer.compare(member, other.member);
    }

    /** How it is written in the index. */
    static final class Type extends BasicDataType<BlockEntry> {
        private static final int MEMORY = 32;

        @Override
        public int compare(BlockEntry a, BlockEntry b) {
            return a.compareTo(b);
        }

        @Override
        public int getMemory(BlockEntry entry) {
            return MEMORY;
        }

        @Override
        public void write(WriteBuffer to, BlockEntry entry) {
            to.putLong(entry.key()).putVarInt(entry.member());
        }

        @Override
        public BlockEntry read(ByteBuffer from) {
            return new BlockEntry(from.getLong(), DataUtils.readVarInt(from));
        }

        @Override
        public BlockEntry[] createStorage(int size) {
            return new BlockEntry[size];
        }
    }

    /** The value of a key that needs none. */
    static final class Nothing extends BasicDataType<Boolean> {
        @Override
        public int getMemory(Boolean nothing) {
            return 0;
        }

        @Override
        public void write(WriteBuffer to, Boolean nothing) {}

        @Override
        public Boolean read(ByteBuffer from) {
            return true;
        }

        @Override
        public Boolean[] createStorage(int size) {
            return new Boolean[size];
        }
    }
}
