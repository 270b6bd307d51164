package org.wasl.ingest.read;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wasl.ingest.contract.Column;
import org.wasl.ingest.contract.FeedContract;
import org.wasl.ingest.contract.Folding;

/** The headers by which a feed's columns go. */
final class Headers {
    /** A header stands among the first so many records: some exports write a title above it. */
    static final int WITHIN = 10;

    private final Map<String, Integer> columns = new HashMap<>();

    Headers(FeedContract contract) {
        for (int i = 0; i < contract.columns().size(); i++) {
            Column column = contract.columns().get(i);
            columns.putIfAbsent(Folding.fold(column.name()), i);
            for (String alias : column.aliases()) columns.putIfAbsent(Folding.fold(alias), i);
        }
    }

    /** The position in the contract of the column that a header stands for. */
    @Nullable Integer column(String header) {
        return columns.get(Folding.fold(header));
    }

    int known(String[] cells) {
        int known = 0;
        for (String cell : cells) if (!cell.isBlank() && column(cell) != null) known++;
        return known;
    }
}
