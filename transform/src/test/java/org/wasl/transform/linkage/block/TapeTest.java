package org.wasl.transform.linkage.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written on a tape is read from it, and what comes again takes no room. */
class TapeTest {
    private static final long NO_PAIR = -1;

    @Test
    void pairsAreReadAsTheyWereWritten() {
        Random random = new Random(3);
        Tape.Writer writer = new Tape.Writer();
        List<String> written = new ArrayList<>();
        Map<Long, Long> counts = new HashMap<>();
        for (int block = 0; block < 200; block++) {
            int size = 2 + random.nextInt(30);
            int split = random.nextBoolean() ? 0 : 1 + random.nextInt(size - 1);
            writer.block(size, split, 1);
            for (int i = 0; i < size; i++) writer.member(i % 2, block + ":" + i, new int[] {i - 1});
            int rows = split == 0 ? size : split;
            for (int i = 0; i < rows; i++) {
                for (int j = split == 0 ? i + 1 : split; j < size; j++) {
                    long pattern = random.nextInt(8) > 0 ? 7 : random.nextInt(300) + NO_PAIR;
                    if (pattern == NO_PAIR) writer.noPair();
                    else {
                        writer.pair(pattern);
                        counts.merge(pattern, 1L, Long::sum);
                        if (pattern != 7) written.add(block + ":" + i + " " + block + ":" + j + " " + pattern);
                    }
                }
            }
        }
        Tape tape = writer.end();
        List<String> read = new ArrayList<>();
        boolean[] wanted = new boolean[tape.patterns().length];
        for (int n = Tape.FIRST; n < wanted.length; n++) wanted[n] = tape.patterns()[n] != 7;
        tape.read(wanted, (l, r, number) -> read.add(l.id() + " " + r.id() + " " + tape.patterns()[number]));
        assertEquals(written, read);
        assertEquals(counts, tape.countInto(new HashMap<>()));
    }

    @Test
    void pairsThatShowTheSameTakeNoRoom() {
        Tape.Writer writer = new Tape.Writer();
        int size = 1000;
        writer.block(size, 0, 0);
        for (int i = 0; i < size; i++) writer.member(0, "a", new int[0]);
        for (int i = 0; i < size * (size - 1) / 2; i++) writer.pair(5);
        Tape tape = writer.end();
        assertTrue(tape.body().length < 5 * size, tape.body().length + " bytes");
        boolean[] all = new boolean[tape.patterns().length];
        Arrays.fill(all, true);
        int[] pairs = new int[1];
        tape.read(all, (l, r, number) -> pairs[0]++);
        assertEquals(size * (size - 1) / 2, pairs[0]);
    }
}
