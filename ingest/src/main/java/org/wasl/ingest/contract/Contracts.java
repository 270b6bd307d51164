package org.wasl.ingest.contract;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A programme's configuration as far as landing needs it.
 *
 * @param feeds in the order in which they are landed
 * @param instruments by version
 * @param timeZone of times without an offset
 */
public record Contracts(
        List<FeedContract> feeds,
        Map<String, CodeList> codes,
        Map<String, Instrument> instruments,
        Map<String, Variable> variables,
        ZoneId timeZone) {
    public Contracts {
        feeds = List.copyOf(feeds);
        codes = Map.copyOf(codes);
        instruments = Map.copyOf(instruments);
        variables = Map.copyOf(variables);
    }

    /**
     * Reads a programme directory.
     *
     * @throws ContractException with every problem in it
     */
    public static Contracts load(Path programme) {
        return new ContractLoader(programme).load();
    }

    public Optional<FeedContract> feed(String name) {
        return feeds.stream().filter(f -> f.feed().equals(name)).findFirst();
    }
}
