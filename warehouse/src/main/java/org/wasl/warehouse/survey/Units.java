package org.wasl.warehouse.survey;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;

/** The units as the first reading of a sample found them; they are the same in every other. */
final class Units {
    private static final String FIRST_OF_UNIT = "rank() over by_unit_ = row_number() over by_unit_";

    private final Frame frame;
    private final int[] numbers;

    private Units(Frame frame, int[] numbers) {
        this.frame = frame;
        this.numbers = numbers;
    }

    Frame frame() {
        return frame;
    }

    /** The frame's number of a unit of the result, which count from one. */
    int number(int unit) {
        return numbers[unit];
    }

    /** The units as a result tells them: by number, with their labels only in the first row of each. */
    static final class Reading {
        private final Frame frame;
        private final int stages;
        private final int fpcs;
        private final Map<Integer, List<String>> keys = new HashMap<>();
        private final Map<Integer, double[]> fpcOfUnit = new HashMap<>();
        private final Set<Integer> varying = new HashSet<>();
        private int[] numbers = new int[64];

        Reading(SampleRows rows) {
            this.frame = new Frame(rows.design().lonelyPsu(), rows.design().nest());
            this.stages = rows.stages();
            this.fpcs = Math.min(stages, rows.design().fpc().size());
        }

        /** Adds the columns that are read: a unit's labels and its population counts. */
        void columns(SampleRows rows, StringJoiner sums, StringJoiner select) {
            rows.keyColumns()
                    .forEach(key -> select.add(
                            rows.everyRowItsOwn()
                                    ? key + "::varchar"
                                    : "case when " + FIRST_OF_UNIT + " then " + key + "::varchar end"));
            for (int stage = 1; stage <= fpcs; stage++) {
                sums.add("min(fpc" + stage + "_) as fpc_least" + stage + "_, max(fpc" + stage + "_) as fpc_most" + stage
                        + "_");
                select.add("fpc_least" + stage + "_, fpc_most" + stage + "_");
            }
        }

        /** Reads the columns of the unit and returns the one after them. */
        int take(int unit, int from, ResultSet row) throws SQLException {
            double[] fpc = fpc(unit, from + stages + 1, row);
            if (row.getString(from) != null && !keys.containsKey(unit)) {
                List<String> labels = new ArrayList<>(stages + 1);
                for (int i = 0; i <= stages; i++) {
                    labels.add(row.getString(from + i));
                }
                keys.put(unit, labels);
                if (unit >= numbers.length) {
                    numbers = Arrays.copyOf(numbers, Math.max(unit + 1, 2 * numbers.length));
                }
                numbers[unit] = frame.unit(labels, fpc);
            }
            return from + stages + 1 + 2 * fpcs;
        }

        private double[] fpc(int unit, int from, ResultSet row) throws SQLException {
            double[] fpc = new double[fpcs];
            if (fpcs == 0) {
                return fpc;
            }
            boolean one = true;
            for (int i = 0, at = from; i < fpcs; i++) {
                fpc[i] = row.getDouble(at++);
                one &= row.getDouble(at++) == fpc[i];
            }
            double[] known = fpcOfUnit.putIfAbsent(unit, fpc);
            if (!one || (known != null && !Arrays.equals(known, fpc))) {
                varying.add(unit);
            }
            return fpc;
        }

        Units settled(long rows) {
            varying.stream().map(keys::get).filter(Objects::nonNull).findFirst().ifPresent(unit -> {
                throw new SurveyException("The fpc takes several values in unit " + unit + "; it must be one a stage.");
            });
            frame.addRows(rows);
            frame.settle();
            return new Units(frame, numbers);
        }
    }
}
