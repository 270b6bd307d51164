package org.wasl.transform.linkage;

/**
 * Records to link: a CSV or Parquet file, or a directory of them.
 *
 * @param source name of the source in the results
 */
public record Input(String source, String path) {

    /** A file named for itself: {@code data/febrl4a.csv} is the source {@code febrl4a}. */
    public static Input of(String path) {
        String name = path.replaceFirst("/+$", "");
        name = name.substring(name.lastIndexOf('/') + 1);
        return new Input(name.replaceFirst("\\.(csv|parquet)$", ""), path);
    }
}
