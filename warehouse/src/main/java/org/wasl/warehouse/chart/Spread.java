package org.wasl.warehouse.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Moves labels apart along one axis, each as little as its neighbours allow. */
final class Spread {

    private Spread() {}

    /**
     * The places nearest to those wanted at which labels of the given sizes do not touch, in the order given.
     *
     * <p>One pass downwards pushes each label below the one before it, one pass upwards takes back what passed the
     * end: enough for a handful of labels, and labels keep the order of the lines they name.
     */
    static List<Double> apart(List<Double> wanted, List<Double> sizes, double low, double high) {
        List<Integer> order = IntStream.range(0, wanted.size())
                .boxed()
                .sorted(Comparator.comparing(wanted::get))
                .toList();
        double[] places = new double[wanted.size()];
        double end = low;
        for (int i : order) {
            places[i] = Math.max(wanted.get(i), end + sizes.get(i) / 2);
            end = places[i] + sizes.get(i) / 2;
        }
        double start = high;
        for (int k = order.size() - 1; k >= 0; k--) {
            int i = order.get(k);
            places[i] = Math.min(places[i], start - sizes.get(i) / 2);
            start = places[i] - sizes.get(i) / 2;
        }
        List<Double> result = new ArrayList<>();
        for (double place : places) {
            result.add(place);
        }
        return List.copyOf(result);
    }
}
