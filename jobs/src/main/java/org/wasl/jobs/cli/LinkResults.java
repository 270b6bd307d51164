package org.wasl.jobs.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.wasl.transform.LinkageRun;
import org.wasl.transform.linkage.IndexedRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "results",
        description =
                "Write the files of a run anew, with all that `wasl link add` added to it. This reads all records.")
final class LinkResults implements Callable<Integer> {
    private final CommandTree root;

    @Parameters(paramLabel = "DIR", description = "Results of `wasl link run --index`.")
    private String folder = ".";

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    LinkResults(CommandTree root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        IndexedRun.Results results = LinkageRun.results(folder);
        PrintStream console = root.console().out();
        if (json) {
            JsonOutput.print(console, results);
            return ExitCode.DONE;
        }
        console.println(TextTable.number(results.records()) + " records, " + TextTable.number(results.pairs())
                + " pairs, " + TextTable.number(results.links()) + " links, " + TextTable.number(results.entities())
                + " entities");
        console.println();
        for (String file : List.of("pairs.parquet", "clusters.parquet", "model.json")) {
            console.println(file + "  " + folder + "/" + file);
        }
        return ExitCode.DONE;
    }
}
