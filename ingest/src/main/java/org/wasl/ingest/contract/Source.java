package org.wasl.ingest.contract;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A system or body that delivers to a feed.
 *
 * @param name its name, or a pattern of names ({@code wave-\d+}: each is its own source)
 * @param key the columns that tell one row from another
 */
public record Source(String name, Pattern pattern, List<String> key) {
    public Source {
        key = List.copyOf(key);
    }
}
