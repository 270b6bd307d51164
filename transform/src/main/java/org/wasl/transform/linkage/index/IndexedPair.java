package org.wasl.transform.linkage.index;

import java.io.Serializable;
import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * A scored pair.
 *
 * @param rule place of the rule that found it
 * @param pattern the level of each comparison, such as {@code 1.3.0}
 */
public record IndexedPair(double weight, int rule, String pattern) implements Serializable {
    /** How it is written in the index. */
    static final class Type extends BasicDataType<IndexedPair> {
        private static final int MEMORY = 80;

        @Override
        public int getMemory(IndexedPair pair) {
            return MEMORY;
        }

        @Override
        public void write(WriteBuffer to, IndexedPair pair) {
            to.putDouble(pair.weight()).putVarInt(pair.rule());
            to.putVarInt(pair.pattern().length())
                    .putStringData(pair.pattern(), pair.pattern().length());
        }

        @Override
        public IndexedPair read(ByteBuffer from) {
            return new IndexedPair(from.getDouble(), DataUtils.readVarInt(from), DataUtils.readString(from));
        }

        @Override
        public IndexedPair[] createStorage(int size) {
            return new IndexedPair[size];
        }
    }
}
