package org.wasl.transform;

import java.nio.file.Path;
import java.util.List;

/**
 * What a run is built from and where it writes.
 *
 * @param programme resolved programme directory (codes, feeds, links, variables)
 * @param deliveries landed delivery directories, in delivery order: later ones supersede earlier ones
 * @param restricted the home's restricted directory; {@code decisions.csv} there holds links decided by people
 * @param out directory the tables are written to; complete once it holds {@code schema.json}
 * @param scratch directory for everything temporary; safe to delete at any time between runs
 */
public record TransformInputs(Path programme, List<Path> deliveries, Path restricted, Path out, Path scratch) {
    public TransformInputs {
        deliveries = List.copyOf(deliveries);
    }
}
