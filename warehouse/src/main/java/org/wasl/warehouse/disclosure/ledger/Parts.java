package org.wasl.warehouse.disclosure.ledger;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Months that add up to a quarter, quarters to a year and years to all: where one cell of such parts is held back, others go
 * with it until they are two and at least the minimum together, for the sum may be printed now or later.
 */
final class Parts {
    private final int minimum;

    Parts(int minimum) {
        this.minimum = minimum;
    }

    /** A cell of one part. */
    private record Part(Entry.CellCount cell, boolean held) {}

    /** Moves cells of a table from the shown to the held. */
    void protect(List<Entry.CellCount> shown, List<Entry.CellCount> held) {
        Map<List<String>, List<Part>> sums = new LinkedHashMap<>();
        shown.forEach(cell -> add(sums, new Part(cell, false)));
        held.forEach(cell -> add(sums, new Part(cell, true)));
        sums.values().forEach(parts -> protect(parts, shown, held));
    }

    private static void add(Map<List<String>, List<Part>> sums, Part part) {
        List<String> key = part.cell().key();
        String span = key.isEmpty() ? "" : key.get(0);
        if (Span.isOne(span) && Span.of(span).begin() != null) {
            List<String> sum = new ArrayList<>(key);
            sum.set(0, around(Span.of(span)));
            sums.computeIfAbsent(sum, any -> new ArrayList<>()).add(part);
        }
    }

    /** The next longer span of the calendar that holds one. */
    private static String around(Span span) {
        LocalDate begin = span.begin();
        if (begin == null || !begin.plusMonths(4).isAfter(span.end())) {
            return "";
        }
        boolean month = begin.plusMonths(1).isAfter(span.end());
        return begin.getYear() + (month ? "-" + begin.get(IsoFields.QUARTER_OF_YEAR) : "");
    }

    private void protect(List<Part> parts, List<Entry.CellCount> shown, List<Entry.CellCount> held) {
        long count = parts.stream().filter(Part::held).count();
        long persons = parts.stream()
                .filter(Part::held)
                .mapToLong(part -> part.cell().persons())
                .sum();
        List<Part> next = parts.stream()
                .filter(part -> !part.held())
                .sorted(Comparator.comparingLong((Part part) -> part.cell().persons())
                        .thenComparing(part -> part.cell().key().get(0)))
                .toList();
        for (Part part : next) {
            if (count == 0 || (count > 1 && persons >= minimum)) {
                return;
            }
            shown.remove(part.cell());
            held.add(part.cell());
            count++;
            persons += part.cell().persons();
        }
    }
}
