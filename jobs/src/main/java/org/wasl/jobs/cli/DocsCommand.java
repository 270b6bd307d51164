package org.wasl.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "docs",
        description = "Write the metric reference and the data dictionary as Markdown, from the home's definitions.")
final class DocsCommand implements Callable<Integer> {
    private final CommandTree root;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the pages go.")
    private Path out = Path.of(".");

    DocsCommand(CommandTree root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(out);
        for (Map.Entry<String, String> page :
                ReferencePages.of(Definitions.programme(root.home())).entrySet()) {
            Path file = out.resolve(page.getKey());
            Files.writeString(file, page.getValue());
            root.console().out().println(file);
        }
        return ExitCode.DONE;
    }
}
