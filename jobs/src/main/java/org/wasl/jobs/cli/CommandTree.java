package org.wasl.jobs.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The root of the command line, with what every command shares. */
@Command(
        name = "wasl",
        version = "wasl 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description = "From a digital-inclusion programme's raw exports to evidence.",
        footer = {"", "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done with rejected deliveries or failed checks."},
        subcommands = {
            InitCommand.class,
            RunCommand.class,
            NightlyCommand.class,
            StageCommands.Ingest.class,
            StageCommands.Transform.class,
            StageCommands.Publish.class,
            StageCommands.Report.class,
            StatusCommand.class,
            HistoryCommand.class,
            RejectsCommand.class,
            VerifyCommand.class,
            DiffCommand.class,
            TraceCommand.class,
            QueryCommand.class,
            MetricsCommand.class,
            SurveyCommand.class,
            StudyCommand.class,
            ProtectCommand.class,
            LinkCommand.class,
            ExportCommand.class,
            GenerateCommand.class,
            DocsCommand.class
        })
public final class CommandTree {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            defaultValue = "${env:WASL_HOME:-wasl-home}",
            description = "The home directory (default: $WASL_HOME, or ./wasl-home).")
    private Path home = Path.of("wasl-home");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print version information and exit.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean version;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show stack traces.")
    private boolean verbose;

    private final Console console;

    private CommandTree(Console console) {
        this.console = console;
    }

    /** The whole command line, ready to execute arguments. */
    public static CommandLine of(Console console) {
        CommandTree root = new CommandTree(console);
        CommandLine line = new CommandLine(root, new Commands(root));
        line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        line.registerConverter(LocalDate.class, CommandTree::day);
        line.setParameterExceptionHandler(Errors::usage);
        line.setExecutionExceptionHandler(
                (failure, command, parsed) -> Errors.print(failure, root.console, root.verbose));
        return line;
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new TypeConversionException("'" + text + "' is no day; write it as 2020-12-31");
        }
    }

    Path home() {
        return home;
    }

    Console console() {
        return console;
    }

    boolean verbose() {
        return verbose;
    }

    /** Makes each command with the root it belongs to. */
    private record Commands(CommandTree root) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (var constructor : type.getDeclaredConstructors()) {
                if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == CommandTree.class) {
                    return type.cast(constructor.newInstance(root));
                }
            }
            @Nullable K made = CommandLine.defaultFactory().create(type);
            return made;
        }
    }
}
