package org.wasl.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.wasl.jobs.Failure;
import org.wasl.transform.LinkageRun;
import org.wasl.transform.linkage.ReviewList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "review",
        description = "Write the pairs of a run that a person's decision tells most about, to be read back by"
                + " `wasl link run --decisions`.")
final class LinkReview implements Callable<Integer> {
    private final CommandTree root;

    @Parameters(paramLabel = "DIR", description = "Results of `wasl link run`.")
    private String folder = ".";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "Where they go, .csv or .xlsx; fill in same (yes or no), who, when and why.")
    private Path out = Path.of("pairs.csv");

    @Option(
            names = "--pairs",
            paramLabel = "N",
            description = "How many pairs (default: ${DEFAULT-VALUE}).",
            defaultValue = "100")
    private int pairs = 100;

    LinkReview(CommandTree root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        String name = out.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".csv") && !name.endsWith(".xlsx")) {
            throw new Failure("--out " + out + ": pairs are written as .csv or .xlsx");
        }
        ReviewList list = LinkageRun.review(folder, pairs);
        new ReviewSheet(list).write(out);
        root.console()
                .out()
                .println(TextTable.number(list.pairs().size())
                        + " pairs, the most telling first: fill in same (yes or no), who, when and why, then"
                        + " `wasl link run MODEL --decisions " + out + "`");
        root.console().out().println();
        root.console().out().println(out.getFileName() + "  " + out);
        return ExitCode.DONE;
    }
}
