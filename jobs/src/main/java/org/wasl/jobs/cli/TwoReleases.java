package org.wasl.jobs.cli;

import picocli.CommandLine.Parameters;

/** The releases that a command compares. */
final class TwoReleases {
    @Parameters(index = "0", paramLabel = "BEFORE", description = "A release, or a day.")
    private String before = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "AFTER",
            description = "A release, or a day (default: current).",
            defaultValue = "current")
    private String after = "current";

    String before() {
        return before;
    }

    String after() {
        return after;
    }
}
