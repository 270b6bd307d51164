package org.wasl.transform.linkage.block;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compared pairs, written down so that they fit in memory: per block its members, then per pair the number of its
 * pattern in the tape's own list, one byte for most, and where a number comes again only how often. Which pair a number
 * is of follows from its place.
 *
 * @param patterns the different patterns with the rules that hold; {@link #NO_PAIR} and {@link #AGAIN} are none
 * @param counts how many pairs show each
 */
@SuppressWarnings("ArrayRecordComponent")
public record Tape(long[] patterns, long[] counts, byte[] body) implements Serializable {
    /** Two records that are not asked about. */
    private static final int NO_PAIR = 0;
    /** The number before, as often as follows. */
    private static final int AGAIN = 1;
    /** The least number of a pattern. */
    public static final int FIRST = 2;

    /** A record of a block. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Member(int source, String id, int[] counts) {}

    /** Adds to each pattern's count the pairs that show it here. */
    public Map<Long, Long> countInto(Map<Long, Long> counted) {
        for (int i = FIRST; i < patterns.length; i++) counted.merge(patterns[i], counts[i], Long::sum);
        return counted;
    }

    /** What is done with each pair. */
    @FunctionalInterface
    public interface Reader {
        void pair(Member left, Member right, int number);
    }

    /** Reads the pairs whose number is wanted. */
    public void read(boolean[] wanted, Reader reader) {
        int at = 0;
        int[] position = {at};
        while (position[0] < body.length) {
            int size = (int) varint(position);
            int split = (int) varint(position);
            int frequencies = (int) varint(position);
            Member[] members = new Member[size];
            int[] starts = new int[size];
            for (int i = 0; i < size; i++) {
                starts[i] = position[0];
                skipMember(position, frequencies);
            }
            int number = NO_PAIR;
            long again = 0;
            int rows = split == 0 ? size : split;
            for (int i = 0; i < rows; i++) {
                for (int j = split == 0 ? i + 1 : split; j < size; j++) {
                    if (again > 0) again--;
                    else {
                        int next = (int) varint(position);
                        if (next == AGAIN) again = varint(position) - 1;
                        else number = next;
                    }
                    if (wanted[number]) {
                        reader.pair(
                                member(members, starts, i, frequencies),
                                member(members, starts, j, frequencies),
                                number);
                    } else {
                        int passed = (int) Math.min(again, size - 1 - j);
                        again -= passed;
                        j += passed;
                    }
                }
            }
        }
    }

    private Member member(Member[] members, int[] starts, int i, int frequencies) {
        Member known = members[i];
        if (known == null) {
            int[] position = {starts[i]};
            int source = (int) varint(position);
            int length = (int) varint(position);
            String id = new String(body, position[0], length, StandardCharsets.UTF_8);
            position[0] += length;
            int[] counts = new int[frequencies];
            for (int f = 0; f < frequencies; f++) counts[f] = (int) varint(position) - 1;
            known = new Member(source, id, counts);
            members[i] = known;
        }
        return known;
    }

    private void skipMember(int[] position, int frequencies) {
        varint(position);
        int length = (int) varint(position);
        position[0] += length;
        for (int f = 0; f < frequencies; f++) varint(position);
    }

    private long varint(int[] position) {
        long value = 0;
        int shift = 0;
        while (true) {
            byte b = body[position[0]++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) return value;
            shift += 7;
        }
    }

    /** Writes a tape. */
    static final class Writer {
        /** A tape is ended at about this size. */
        private static final int FULL = 4 << 20;

        private byte[] body = new byte[1 << 16];
        private int length;
        private final Map<Long, Integer> numbers = new HashMap<>();
        private final List<Long> patterns = new ArrayList<>();
        private long[] counts = new long[256];
        private long lastPattern = -1;
        private int lastNumber;
        private int writtenNumber = -1;
        private long again;

        Writer() {
            begin();
        }

        private void begin() {
            for (int i = 0; i < FIRST; i++) patterns.add(-1L);
        }

        boolean isFull() {
            return length >= FULL;
        }

        /** @param split pairs are of members before it with those from it on; 0: all pairs */
        void block(int size, int split, int frequencies) {
            endRun();
            writtenNumber = -1;
            varint(size);
            varint(split);
            varint(frequencies);
        }

        void member(int source, String id, int[] frequencies) {
            varint(source);
            byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
            varint(bytes.length);
            reserve(bytes.length);
            System.arraycopy(bytes, 0, body, length, bytes.length);
            length += bytes.length;
            for (int count : frequencies) varint(count + 1);
        }

        void noPair() {
            number(NO_PAIR);
        }

        void pair(long pattern) {
            if (pattern != lastPattern) {
                lastPattern = pattern;
                Integer known = numbers.get(pattern);
                if (known == null) {
                    known = patterns.size();
                    patterns.add(pattern);
                    numbers.put(pattern, known);
                    if (known >= counts.length) counts = Arrays.copyOf(counts, counts.length * 2);
                }
                lastNumber = known;
            }
            counts[lastNumber]++;
            number(lastNumber);
        }

        private void number(int number) {
            if (number == writtenNumber) {
                again++;
                return;
            }
            endRun();
            varint(number);
            writtenNumber = number;
        }

        private void endRun() {
            if (again == 1) varint(writtenNumber);
            else if (again > 1) {
                varint(AGAIN);
                varint(again);
            }
            again = 0;
        }

        private void varint(long value) {
            reserve(10);
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                body[length++] = (byte) ((rest & 0x7f) | 0x80);
                rest >>>= 7;
            }
            body[length++] = (byte) rest;
        }

        private void reserve(int bytes) {
            if (length + bytes > body.length) body = Arrays.copyOf(body, Math.max(body.length * 2, length + bytes));
        }

        /** What was written; the writer begins anew. */
        Tape end() {
            endRun();
            long[] all = patterns.stream().mapToLong(p -> p).toArray();
            Tape tape = new Tape(all, Arrays.copyOf(counts, all.length), Arrays.copyOf(body, length));
            length = 0;
            numbers.clear();
            patterns.clear();
            begin();
            Arrays.fill(counts, 0);
            lastPattern = -1;
            return tape;
        }
    }
}
