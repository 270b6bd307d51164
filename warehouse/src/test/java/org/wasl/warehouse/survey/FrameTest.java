package org.wasl.warehouse.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Over every sample that could have been drawn, what is estimated is on average what it estimates. */
class FrameTest {
    /** Three sites of five and three persons of four in each; persons differ alike in every site, sites are skew. */
    private static final double[] SITES = {1, 2, 3, 5, 20};

    private static final double[] PERSONS = {0, 0, 1, 9};

    @Test
    void theThirdMomentOfATotalInTwoStages() {
        List<double[]> totalAndMoment = new ArrayList<>();
        for (int[] sites : samples(SITES.length)) {
            for (int[] first : samples(PERSONS.length)) {
                for (int[] second : samples(PERSONS.length)) {
                    for (int[] third : samples(PERSONS.length)) {
                        totalAndMoment.add(estimated(sites, List.of(first, second, third)));
                    }
                }
            }
        }
        double mean =
                totalAndMoment.stream().mapToDouble(one -> one[0]).average().orElseThrow();
        double moment = totalAndMoment.stream()
                .mapToDouble(one -> Math.pow(one[0] - mean, 3))
                .average()
                .orElseThrow();
        double estimated =
                totalAndMoment.stream().mapToDouble(one -> one[1]).average().orElseThrow();

        assertEquals(moment, estimated, 1e-9 * Math.abs(moment));
    }

    private static double[] estimated(int[] sites, List<int[]> persons) {
        Frame frame = new Frame(LonelyPsu.FAIL, false);
        List<Double> z = new ArrayList<>();
        for (int i = 0; i < sites.length; i++) {
            for (int person : persons.get(i)) {
                frame.unit(List.of("all", "site " + sites[i], "person " + person), new double[] {5, 4});
                z.add(5 / 3.0 * 4 / 3.0 * (SITES[sites[i]] + PERSONS[person]));
            }
        }
        frame.settle();
        double[] added = z.stream().mapToDouble(Double::doubleValue).toArray();
        return new double[] {Arrays.stream(added).sum(), frame.thirdMoment(added)};
    }

    /** Every three of so many. */
    private static List<int[]> samples(int of) {
        List<int[]> samples = new ArrayList<>();
        for (int a = 0; a < of; a++) {
            for (int b = a + 1; b < of; b++) {
                for (int c = b + 1; c < of; c++) {
                    samples.add(new int[] {a, b, c});
                }
            }
        }
        return samples;
    }
}
