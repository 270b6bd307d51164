package org.wasl.jobs.cli;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.wasl.jobs.home.Home;
import org.wasl.warehouse.release.Releases;
import org.wasl.warehouse.release.Trace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "trace", description = "Print the lines of the delivered files behind an entity.")
final class TraceCommand implements Callable<Integer> {
    private final CommandTree root;

    @Parameters(index = "0", paramLabel = "ENTITY", description = "employer, facility, site, device or respondent.")
    private String entity = "";

    @Parameters(index = "1", paramLabel = "ID", description = "For example fac_0123456789ab.")
    private String id = "";

    @Mixin
    private AsOf asOf = new AsOf();

    @Option(names = "--json", description = "For a machine.")
    private boolean json;

    TraceCommand(CommandTree root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Trace trace = new Releases(Home.open(root.home()).directory()).trace(asOf.release(), entity, id);
        PrintStream out = root.console().out();
        if (json) {
            JsonOutput.print(out, trace);
            return ExitCode.DONE;
        }
        out.println(
                trace.entity() + " " + trace.entityId() + ": " + trace.lines().size() + " records");
        // Names of files begin with what they hold and its day: their order is that of time.
        List<Trace.Line> lines = trace.lines().stream()
                .sorted(Comparator.comparing(Trace.Line::sourceFile).thenComparing(Trace.Line::sourceLine))
                .toList();
        for (Trace.Line line : lines) {
            out.println();
            out.println(line.sourceFile() + ":" + line.sourceLine() + "  (delivery " + line.deliveryId() + " of "
                    + line.feed() + ", "
                    + line.origin().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")");
            out.println("  " + line.text());
        }
        return ExitCode.DONE;
    }
}
