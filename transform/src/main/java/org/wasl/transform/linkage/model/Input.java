package org.wasl.transform.linkage.model;

import java.io.Serializable;
import java.util.Optional;

/**
 * Records to link: a CSV or Parquet file, or a directory of them, or a view of the session ({@code view:NAME}).
 *
 * @param source name of the source in the results
 */
public record Input(String source, String path) implements Serializable {
    private static final String VIEW = "view:";

    /** A view of the session, named for itself. */
    public static Input ofView(String view) {
        return new Input(view, VIEW + view);
    }

    /** Name of the view; nothing where it is a file. */
    public Optional<String> view() {
        return path.startsWith(VIEW) ? Optional.of(path.substring(VIEW.length())) : Optional.empty();
    }

    /** A file named for itself: {@code data/febrl4a.csv} is the source {@code febrl4a}. */
    public static Input of(String path) {
        String name = path.replaceFirst("/+$", "");
        name = name.substring(name.lastIndexOf('/') + 1);
        return new Input(name.replaceFirst("\\.(csv|parquet)$", ""), path);
    }
}
