package org.wasl.transform.linkage.index;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was last read.
 *
 * @param row {@code source, id, s0, s1 …}
 * @param content what tells whether it has changed
 * @param entity the id of its entity
 */
public record IndexedRecord(Row row, long content, String entity) implements Serializable {
    private static final int USUAL_BYTES = 512;

    /** The same of another entity. */
    public IndexedRecord of(String another) {
        return new IndexedRecord(row, content, another);
    }

    /** As bytes, of which only those are read that somebody asks for: a page of the index holds many records. */
    byte[] bytes() {
        WriteBuffer to = new WriteBuffer(USUAL_BYTES);
        to.putLong(content);
        write(to, entity);
        to.putVarInt(row.getInt(0));
        to.putVarInt(row.size());
        for (int i = 1; i < row.size(); i++) write(to, row.getString(i));
        return Arrays.copyOf(to.getBuffer().array(), to.position());
    }

    static IndexedRecord of(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        long content = from.getLong();
        String entity = String.valueOf(read(from));
        int source = DataUtils.readVarInt(from);
        @Nullable Object[] cells = new Object[DataUtils.readVarInt(from)];
        cells[0] = source;
        for (int i = 1; i < cells.length; i++) cells[i] = read(from);
        return new IndexedRecord(RowFactory.create(cells), content, entity);
    }

    /** A text with its length and one, so that nothing is told from a text without characters. */
    private static void write(WriteBuffer to, @Nullable String text) {
        to.putVarInt(text == null ? 0 : text.length() + 1);
        if (text != null) to.putStringData(text, text.length());
    }

    private static @Nullable String read(ByteBuffer from) {
        int length = DataUtils.readVarInt(from);
        return length == 0 ? null : DataUtils.readString(from, length - 1);
    }
}
