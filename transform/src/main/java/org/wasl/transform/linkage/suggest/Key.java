package org.wasl.transform.linkage.suggest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.wasl.transform.linkage.file.ModelFile;

/**
 * What records must share to be compared: forms of one column or two, each a number by record.
 *
 * @param forms one or two
 * @param pairs of records that share it
 * @param largest most records that share one value of it
 */
record Key(List<Form> forms, double pairs, long largest) {
    /**
     * A column's value, or its first characters, as a number by record; −1 where it is missing.
     *
     * @param column its place
     * @param name of the column that the model has for it
     * @param prefix how many characters; 0 for all
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Form(int column, String name, int prefix, int[] codes) {
        private String sql(String record) {
            String value = record + "." + ModelFile.quote(name);
            return prefix == 0 ? value : "substr(" + value + ", 1, " + prefix + ")";
        }
    }

    /** @param between the source of each record, where pairs are of two sources; else empty */
    static Key of(List<Form> forms, int[] between) {
        long[] values = values(forms);
        Map<Long, Integer> known = new HashMap<>();
        Map<List<Long>, Integer> bySource = new HashMap<>();
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0) continue;
            known.merge(values[i], 1, Integer::sum);
            if (between.length > 0) bySource.merge(List.of(values[i], (long) between[i]), 1, Integer::sum);
        }
        double pairs = known.values().stream().mapToDouble(Key::pairs).sum()
                - bySource.values().stream().mapToDouble(Key::pairs).sum();
        long largest = known.values().stream().mapToInt(n -> n).max().orElse(0);
        return new Key(forms, pairs, largest);
    }

    private static double pairs(double records) {
        return records * (records - 1) / 2;
    }

    /** A number by record, the same where all forms are; −1 where one is missing. */
    private static long[] values(List<Form> forms) {
        int n = forms.get(0).codes().length;
        long[] values = new long[n];
        for (int i = 0; i < n; i++) {
            for (Form form : forms) {
                int code = form.codes()[i];
                if (code < 0 || values[i] < 0) values[i] = -1;
                else values[i] = (values[i] << 31) | code;
            }
        }
        return values;
    }

    /** Records in blocks of two and more, block by block. */
    List<int[]> blocks() {
        long[] values = values(forms);
        Integer[] order = new Integer[values.length];
        for (int i = 0; i < order.length; i++) order[i] = i;
        Arrays.sort(order, (a, b) -> Long.compare(values[a], values[b]));
        List<int[]> blocks = new ArrayList<>();
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to < order.length && values[order[to]] == values[order[from]]) to++;
            if (values[order[from]] >= 0 && to - from > 1) {
                blocks.add(Arrays.stream(order, from, to).mapToInt(i -> i).toArray());
            }
            from = to;
        }
        return blocks;
    }

    boolean holds(int left, int right) {
        for (Form form : forms) {
            int code = form.codes()[left];
            if (code < 0 || code != form.codes()[right]) return false;
        }
        return true;
    }

    Set<Integer> columns() {
        Set<Integer> columns = new TreeSet<>();
        forms.forEach(form -> columns.add(form.column()));
        return columns;
    }

    /** As a model writes it. */
    Object rule() {
        if (forms.stream().allMatch(form -> form.prefix() == 0)) {
            return forms.stream().map(Form::name).toList();
        }
        return String.join(
                " AND ",
                forms.stream()
                        .map(form -> form.sql("l") + " = " + form.sql("r"))
                        .toList());
    }
}
