package org.wasl.jobs.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wasl.jobs.night.NightResult;

/** {@code wasl run --json}: fields are added, never renamed. */
@JsonInclude
record NightDocument(
        @Nullable String release,
        boolean current,
        boolean unchanged,
        List<Line> deliveries,
        @Nullable String report,
        Map<String, Double> seconds) {

    record Line(
            String feed,
            String delivery,
            String file,
            long rowsRead,
            long rowsLanded,
            long rowsRejected,
            String status,
            String message) {}

    static NightDocument of(NightResult result) {
        return new NightDocument(
                result.release().map(r -> r.id().value()).orElse(null),
                result.release().isPresent(),
                result.unchanged(),
                result.deliveries().stream()
                        .map(d -> new Line(
                                d.feed(),
                                d.delivery(),
                                d.file(),
                                d.rowsRead(),
                                d.rowsLanded(),
                                d.rowsRejected(),
                                d.status(),
                                d.message()))
                        .toList(),
                result.report().map(Path::toString).orElse(null),
                result.seconds());
    }
}
