package org.wasl.transform.linkage.model;

import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records to link: a CSV or Parquet file, or a directory of them; a view of the session ({@code view:NAME}); or a table of
 * a release, or what SQL makes of its tables.
 *
 * @param source name of the source in the results
 * @param path the file or directory; of a release not found yet, the name of its table
 * @param release id of a release, or {@code current}; null where it is of none
 * @param sql Spark SQL over the tables of the release, which are then in the directory {@code path}
 */
public record Input(
        String source,
        String path,
        @Nullable String release,
        @Nullable String sql) implements Serializable {
    private static final String VIEW = "view:";

    /** A file, or a directory of files. */
    public Input(String source, String path) {
        this(source, path, null, null);
    }

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

    /** The same of a release that has been found.
     *
     * @param id of the release
     * @param directory in which its tables are, a directory each
     */
    public Input in(String id, String directory) {
        return new Input(source, sql == null ? directory + "/" + path : directory, id, sql);
    }
}
