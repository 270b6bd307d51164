package org.wasl.jobs.cli;

import picocli.CommandLine.Option;

/** The release that a command reads. */
final class AsOf {
    @Option(
            names = "--as-of",
            paramLabel = "RELEASE",
            description = "A release, or a day, with its own definitions (default: current).",
            defaultValue = "current")
    private String release = "current";

    String release() {
        return release;
    }
}
