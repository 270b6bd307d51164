package org.wasl.samples.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.wasl.samples.programme.Feed;
import org.wasl.samples.programme.Programme;
import org.wasl.samples.truth.Truth;
import org.wasl.samples.world.World;

/** What the exports of all feeds share: the world they speak of, where they go, and the rates of the messes. */
public record Exports(World world, Rates rates, Path inbox, Truth truth) {
    public long seed() {
        return world.seed();
    }

    public Programme programme() {
        return world.programme();
    }

    Sheet open(String feed, Delivery delivery) throws IOException {
        return open(feed, delivery, List.of());
    }

    Sheet open(String feed, Delivery delivery, List<Feed.Column> questions) throws IOException {
        return new Sheet(this, programme().feed(feed), delivery, questions);
    }

    void delivered(String feed, Delivery delivery, String file, int rows, int rejected, String sameAs)
            throws IOException {
        truth.table(
                        "deliveries",
                        "feed",
                        "file",
                        "source_file",
                        "source",
                        "as_of",
                        "encoding",
                        "dates",
                        "rows",
                        "rejected",
                        "same_as")
                .row(
                        feed,
                        file,
                        delivery.sourceFile(),
                        delivery.source(),
                        delivery.asOf(),
                        delivery.encoding(),
                        delivery.dates(),
                        rows,
                        rejected,
                        sameAs);
    }
}
