package org.wasl.jobs.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.wasl.transform.linkage.explain.Explanation;
import org.wasl.transform.linkage.explain.Explanation.Part;

/** A pair's weight as a waterfall: each line stands where the line before it ended. */
final class Waterfall {
    private static final int WIDTH = 40;

    private Waterfall() {}

    static void print(Explanation e, PrintStream out) {
        out.println(e.left().source() + " " + e.left().id() + "  and  "
                + e.right().source() + " " + e.right().id());
        out.println(
                String.format(Locale.ROOT, "weight %.2f, probability of a match %.4f", e.weight(), e.probability()));
        out.println(e.blockedBy() == null ? "no blocking rule finds this pair" : "found by " + e.blockedBy());
        out.println();
        TextTable table = new TextTable("comparison", "left", "right", "shows", "weight", "rarity", "sum", "");
        double low = Math.min(0, lowest(e));
        double scale = WIDTH / Math.max(1, highest(e) - low);
        double sum = e.prior();
        table.row("two random records", "", "", "", signed(e.prior()), "", signed(sum), bar(0, sum, low, scale));
        for (Part part : e.parts()) {
            double before = sum;
            sum += part.weight() + part.frequency();
            table.row(
                    part.comparison(),
                    part.left(),
                    part.right(),
                    part.level(),
                    signed(part.weight()),
                    part.frequency() == 0 ? "" : signed(part.frequency()),
                    signed(sum),
                    bar(before, sum, low, scale));
        }
        table.print(out);
    }

    private static double lowest(Explanation e) {
        return extremes(e).get(0);
    }

    private static double highest(Explanation e) {
        return extremes(e).get(1);
    }

    private static List<Double> extremes(Explanation e) {
        double sum = e.prior();
        double low = sum;
        double high = Math.max(0, sum);
        for (Part part : e.parts()) {
            sum += part.weight() + part.frequency();
            low = Math.min(low, sum);
            high = Math.max(high, sum);
        }
        return List.of(low, high);
    }

    private static String bar(double from, double to, double low, double scale) {
        int a = (int) Math.round((Math.min(from, to) - low) * scale);
        int b = (int) Math.round((Math.max(from, to) - low) * scale);
        return " ".repeat(a) + (to >= from ? "+" : "-").repeat(Math.max(1, b - a));
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.2f", value);
    }
}
