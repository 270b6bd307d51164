package org.wasl.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wasl.jobs.home.Home;
import org.wasl.warehouse.catalogue.MetricComputation;
import org.wasl.warehouse.catalogue.MetricMove;
import org.wasl.warehouse.catalogue.MetricMoves;
import org.wasl.warehouse.release.Limits;
import org.wasl.warehouse.release.Release;
import org.wasl.warehouse.release.Releases;
import picocli.CommandLine.Command;

@Command(
        name = "diff",
        description = "Show which headline figures moved between two releases, and why: by the data, the metric's"
                + " definition or the application.")
final class MetricDiffCommand extends ReleaseComparison<MetricMove> {
    MetricDiffCommand(CommandTree root) {
        super(root);
    }

    @Override
    List<MetricMove> differences(Home home, Releases releases, Release before, Release after) {
        return new MetricMoves(
                        Limits.defaults(),
                        catalogue -> new MetricComputation(catalogue, Zone.door(home, catalogue, root().console())))
                .between(before, after);
    }

    @Override
    String same() {
        return "no figure moved";
    }

    @Override
    TextTable table(List<MetricMove> moves) {
        TextTable table = new TextTable("metric", "figure", "of", "before", "after", "because of");
        for (MetricMove move : moves) {
            table.row(
                    move.metric(),
                    move.level() == null ? "" : move.level(),
                    String.join(" ", move.domain().values()),
                    number(move.before()),
                    number(move.after()),
                    why(move));
        }
        return table;
    }

    /** What changed that can have moved it; with its part where the parts are known. */
    private static String why(MetricMove move) {
        List<String> rest = new ArrayList<>();
        for (MetricMove.Cause cause : move.changed()) {
            if (cause != MetricMove.Cause.DEFINITION) rest.add(cause.name().toLowerCase(Locale.ROOT));
        }
        boolean redefined = move.changed().contains(MetricMove.Cause.DEFINITION);
        if (redefined && rest.isEmpty()) return "definition";
        if (!redefined) return rest.isEmpty() ? "code" : String.join(" or ", rest);
        Double byDefinition = move.byDefinition();
        Double byTheRest = move.byTheRest();
        return byDefinition == null || byTheRest == null
                ? "definition or " + String.join(" or ", rest)
                : "definition " + signed(byDefinition) + ", " + String.join(" or ", rest) + " " + signed(byTheRest);
    }

    private static String signed(double value) {
        return value > 0 ? "+" + number(value) : number(value);
    }

    private static String number(@Nullable Double value) {
        if (value == null) return "none";
        return value == Math.rint(value) ? TextTable.number(value) : String.format(Locale.ROOT, "%.5f", value);
    }
}
