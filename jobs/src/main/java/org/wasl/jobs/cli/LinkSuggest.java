package org.wasl.jobs.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.wasl.jobs.Failure;
import org.wasl.transform.LinkageRun;
import org.wasl.transform.linkage.model.Input;
import org.wasl.transform.linkage.suggest.Suggestion;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "suggest",
        description =
                "Print a model to begin with for a file, or for several between which to link: what their columns"
                        + " hold, blocking rules that find likely matches at little cost, and comparisons. It can be run as it is.")
final class LinkSuggest implements Callable<Integer> {
    private final CommandTree root;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Records (CSV or Parquet): one file, among which duplicates are to be found, or several to be"
                    + " linked with each other.")
    private List<String> files = List.of();

    LinkSuggest(CommandTree root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Map<String, String> inputs = new LinkedHashMap<>();
        for (String file : files) {
            if (!Files.isReadable(Path.of(file))) {
                throw new Failure("cannot read " + file + ": there is no such file, or you may not");
            }
            if (inputs.put(Input.of(file).source(), file) != null) {
                throw new Failure("two files are called " + Input.of(file).source()
                        + ": give them different names, which tell their records apart");
            }
        }
        Suggestion suggestion = LinkageRun.suggest(files.stream().map(Input::of).toList());
        PrintStream out = root.console().out();
        // What was found out stands in comments, so that all of it is the model.
        out.println("# " + TextTable.number(suggestion.records()) + " records, " + TextTable.number(suggestion.likely())
                + " pairs look like matches.");
        columns(suggestion, out);
        rules(suggestion, out);
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.AUTO);
        options.setAllowUnicode(true);
        options.setDereferenceAliases(true);
        options.setWidth(120);
        out.print(new Yaml(options).dump(suggestion.model(String.join("-", inputs.keySet()), inputs)));
        return ExitCode.DONE;
    }

    private static void columns(Suggestion suggestion, PrintStream out) {
        out.println("#");
        TextTable table = new TextTable("# column", "holds", "filled");
        for (Suggestion.Column column : suggestion.columns()) {
            table.row("# " + column.name(), column.kind().name().toLowerCase(Locale.ROOT), share(column.filled()));
        }
        table.print(out);
    }

    private static void rules(Suggestion suggestion, PrintStream out) {
        out.println("#");
        TextTable table = new TextTable("# rule", "pairs", "largest block", "finds", "together");
        for (Suggestion.ChosenRule rule : suggestion.rules()) {
            table.row("# " + rule.rule(), rule.pairs(), rule.largest(), share(rule.finds()), share(rule.together()));
        }
        table.print(out);
        out.println(
                "# finds: of the likely matches that rules of other columns find; together: of all, with the rules above.");
        out.println();
    }

    private static String share(double value) {
        return String.format(Locale.ROOT, "%.1f %%", value * 100);
    }
}
