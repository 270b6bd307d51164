package org.wasl.warehouse.disclosure.ledger;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many persons stand in each piece of a universe; sets of persons are sets of pieces. */
final class Pieces {
    private final long[] persons;

    Pieces(long[] persons) {
        this.persons = persons.clone();
    }

    int size() {
        return persons.length;
    }

    long persons(int piece) {
        return persons[piece];
    }

    long persons(BitSet pieces) {
        return pieces.stream().mapToLong(piece -> persons[piece]).sum();
    }

    /** Whether fewer persons than that are in a set; most sets are known by their first pieces. */
    boolean areFewer(BitSet pieces, int minimum) {
        long sum = 0;
        for (int piece = pieces.nextSetBit(0); piece >= 0 && sum < minimum; piece = pieces.nextSetBit(piece + 1)) {
            sum += persons[piece];
        }
        return sum < minimum;
    }

    /** Some sets, and the pieces that they are made of. */
    record Merged(Pieces pieces, List<BitSet> sets) {}

    /** The same sets made of fewer pieces: those that stand in just the same sets are one, those in none are left out. */
    Merged merged(List<BitSet> sets) {
        int[] group = new int[persons.length];
        int groups = 1;
        for (BitSet set : sets) {
            // The part of a group that is in the set becomes a group of its own.
            Map<Integer, Integer> parts = new HashMap<>();
            for (int piece = set.nextSetBit(0); piece >= 0; piece = set.nextSetBit(piece + 1)) {
                Integer part = parts.putIfAbsent(group[piece], groups);
                group[piece] = part == null ? groups++ : part;
            }
        }
        int[] number = new int[groups];
        int size = 0;
        for (int one : group) {
            if (one > 0 && number[one] == 0) {
                number[one] = ++size;
            }
        }
        long[] together = new long[size];
        for (int piece = 0; piece < group.length; piece++) {
            if (group[piece] > 0) {
                together[number[group[piece]] - 1] += persons[piece];
            }
        }
        List<BitSet> renumbered = new ArrayList<>();
        for (BitSet set : sets) {
            BitSet merged = new BitSet();
            set.stream().forEach(piece -> merged.set(number[group[piece]] - 1));
            renumbered.add(merged);
        }
        return new Merged(new Pieces(together), renumbered);
    }
}
