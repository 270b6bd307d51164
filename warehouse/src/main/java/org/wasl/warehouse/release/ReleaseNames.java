package org.wasl.warehouse.release;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns what a user typed after {@code --as-of} into a release. */
final class ReleaseNames {
    private final ReleaseFolder folder;

    ReleaseNames(ReleaseFolder folder) {
        this.folder = folder;
    }

    Release resolve(String name) {
        if (name.equals("current")) {
            return folder.current()
                    .orElseThrow(() ->
                            new ReleaseException.Unknown(folder.home() + " has no release yet: run `wasl run` first."));
        }
        Optional<LocalDate> day = date(name);
        if (day.isPresent()) {
            return at(day.get());
        }
        List<Release> candidates = name.isEmpty()
                ? List.of()
                : folder.all().stream()
                        .filter(r -> r.id().value().startsWith(name)
                                || r.id().value().startsWith("r-" + name))
                        .toList();
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        if (candidates.isEmpty()) {
            throw new ReleaseException.Unknown("no release is called \"" + name + "\"; `wasl history` lists them."
                    + " A release is named by its id, the beginning of it, a date, or `current`.");
        }
        throw new ReleaseException.Unknown("\"" + name + "\" is the beginning of " + candidates.size() + " releases: "
                + candidates.stream().map(r -> r.id().value()).collect(Collectors.joining(", ")));
    }

    private Release at(LocalDate day) {
        List<HistoryEntry> history = folder.history();
        HistoryEntry last = null;
        for (HistoryEntry entry : history) {
            if (!LocalDate.ofInstant(entry.publishedAt(), ZoneOffset.UTC).isAfter(day)) {
                last = entry;
            }
        }
        if (last == null) {
            throw new ReleaseException.Unknown("nothing was published on or before " + day
                    + (history.isEmpty()
                            ? "."
                            : "; the first release is of " + history.get(0).publishedAt() + "."));
        }
        ReleaseId id = new ReleaseId(last.release());
        return folder.find(id)
                .orElseThrow(() ->
                        new ReleaseException.Unknown(id + " was current on " + day + " but its directory is gone."));
    }

    private static Optional<LocalDate> date(String name) {
        try {
            return Optional.of(LocalDate.parse(name));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
