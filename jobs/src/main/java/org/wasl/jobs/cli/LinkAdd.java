package org.wasl.jobs.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.wasl.transform.LinkageRun;
import org.wasl.transform.linkage.AddRequest;
import org.wasl.transform.linkage.Added;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "add",
        description =
                "Link new and changed records to those of a run that was made with --index, at a cost that follows"
                        + " the new ones. Only what changed is written; `wasl link results` writes the whole.")
final class LinkAdd implements Callable<Integer> {
    private final CommandTree root;

    @Parameters(paramLabel = "DIR", description = "Results of `wasl link run --index`.")
    private String folder = ".";

    @ArgGroup(exclusive = false, multiplicity = "1")
    private Records records = new Records();

    @Option(
            names = "--out",
            paramLabel = "CHANGES",
            required = true,
            description = "Where what changed goes: clusters.parquet (records of another entity than before),"
                    + " pairs.parquet, pairs-gone.parquet, changes.parquet.")
    private String out = ".";

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    /** What changed; one of the two at least. */
    static final class Records {
        @Option(
                names = "--input",
                paramLabel = "[NAME=]FILE",
                description = "New and changed records (CSV or Parquet); those that are as they were are passed over.")
        private List<String> inputs = List.of();

        @Option(
                names = "--gone",
                paramLabel = "[NAME=]FILE",
                description = "Records that are no more (CSV or Parquet), by the column of their ids.")
        private List<String> gone = List.of();
    }

    LinkAdd(CommandTree root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Added added = LinkageRun.add(
                folder,
                new AddRequest(
                        records.inputs.stream().map(LinkCommand::input).toList(),
                        records.gone.stream().map(LinkCommand::input).toList(),
                        out));
        PrintStream console = root.console().out();
        if (json) {
            JsonOutput.print(console, added);
            return ExitCode.DONE;
        }
        console.println(TextTable.number(added.fresh()) + " new records, " + TextTable.number(added.changed())
                + " changed, " + TextTable.number(added.same()) + " as they were, " + TextTable.number(added.gone())
                + " gone; " + TextTable.number(added.compared()) + " pairs compared, "
                + TextTable.number(added.pairs()) + " new or of another weight, " + TextTable.number(added.pairsGone())
                + " gone; " + TextTable.number(added.moved()) + " records of another entity, "
                + TextTable.number(added.merged()) + " entities merged, " + TextTable.number(added.split())
                + " split off");
        console.println();
        for (String file : List.of("clusters.parquet", "pairs.parquet", "pairs-gone.parquet", "changes.parquet")) {
            console.println(file + "  " + out + "/" + file);
        }
        return ExitCode.DONE;
    }
}
