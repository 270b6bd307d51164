package org.wasl.jobs.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.wasl.jobs.home.Home;
import org.wasl.warehouse.release.Releases;
import org.wasl.warehouse.release.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "verify", description = "Read every byte of the releases again and compare it with what was published.")
final class VerifyCommand implements Callable<Integer> {
    private final CommandTree root;

    @Parameters(
            arity = "0..1",
            paramLabel = "RELEASE",
            description = "One release, or a day (default: all).",
            defaultValue = "all")
    private String release = "all";

    @Option(names = "--json", description = "For a machine.")
    private boolean json;

    VerifyCommand(CommandTree root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Releases releases = new Releases(Home.open(root.home()).directory());
        List<Verification> verifications =
                release.equals("all") ? releases.verifyAll() : List.of(releases.verify(release));
        boolean sound = verifications.stream().allMatch(Verification::sound);
        if (json) JsonOutput.print(root.console().out(), verifications);
        else verifications.forEach(this::print);
        if (verifications.isEmpty())
            root.console().err().println("wasl: there is no release yet: `wasl run` makes the first");
        return sound ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void print(Verification verification) {
        PrintStream out = root.console().out();
        out.println(verification.release() + ": " + verification.files() + " files, "
                + TextTable.number(verification.bytes()) + " bytes, " + verification.deliveries() + " deliveries: "
                + (verification.sound()
                        ? "sound"
                        : TextTable.counted(verification.problems().size(), "problem")));
        for (Verification.Problem problem : verification.problems()) {
            out.println("  " + problem.path() + ": " + problem.message());
        }
    }
}
