package org.wasl.jobs.cli;

import picocli.CommandLine.Option;

/** How figures are written; shared by the commands that print some. */
final class FigureFormat {

    /** The forms. */
    enum Form {
        TABLE,
        CSV,
        JSON
    }

    @Option(
            names = "--format",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            defaultValue = "table")
    private Form form = Form.TABLE;

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    Form form() {
        return json ? Form.JSON : form;
    }
}
