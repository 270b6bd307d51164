package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two primary units of one stratum, of which a half-sample takes one.
 *
 * @param one number of the unit that the first half-sample takes
 * @param other number of the other
 */
record PairedUnits(int one, int other) {
    /** Pairs in R's order: strata of more units first, split in the order in which the data have them; then strata of two. */
    static List<PairedUnits> of(Frame frame, SampleRows rows) {
        Map<List<String>, Long> firstRows = firstRows(rows);
        List<PairedUnits> large = new ArrayList<>();
        List<PairedUnits> small = new ArrayList<>();
        frame.strata().values().stream()
                .sorted(Comparator.comparing(stratum -> stratum.label))
                .forEach(stratum -> {
                    if (stratum.parts.size() % 2 == 1) {
                        throw new SurveyException("Stratum \"" + stratum.label + "\" has " + stratum.parts.size()
                                + " primary units; balanced half-samples need two, or pairs of them.");
                    }
                    List<Frame.Cluster> units = stratum.parts.values().stream()
                            .sorted(Comparator.comparing(
                                    psu -> firstRows.getOrDefault(List.of(stratum.label, psu.label), 0L)))
                            .toList();
                    for (int i = 0; i < units.size(); i += 2) {
                        (units.size() > 2 ? large : small)
                                .add(new PairedUnits(units.get(i).primary, units.get(i + 1).primary));
                    }
                });
        large.addAll(small);
        return large;
    }

    /** By stratum and primary unit, the first row of it. */
    private static Map<List<String>, Long> firstRows(SampleRows rows) {
        SampleRows numbered = rows.numbered("row_");
        Map<List<String>, Long> first = new HashMap<>();
        numbered.query(
                "select stratum_::varchar, unit1_::varchar, min(row_) from " + numbered.sql() + " group by all",
                row -> first.put(List.of(row.getString(1), row.getString(2)), row.getLong(3)));
        return first;
    }
}
