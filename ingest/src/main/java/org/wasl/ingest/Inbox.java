package org.wasl.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wasl.ingest.contract.Contracts;
import org.wasl.ingest.contract.FeedContract;
import org.wasl.ingest.contract.Nearest;

/**
 * What source systems have dropped: {@code inbox/<feed>/<file>}. A file {@value #SYNTHETIC} beside the feeds says that
 * the records are made up; every delivery then carries that with it, into the report.
 */
public final class Inbox {
    /** The name of the file by which an inbox says that its records are made up. */
    public static final String SYNTHETIC = "SYNTHETIC.txt";

    // A file under one of these names is still being copied.
    private static final Set<String> UNFINISHED = Set.of(".tmp", ".part", ".partial", ".filepart", ".crdownload");

    private Inbox() {}

    /**
     * Every file of the inbox as a delivery: by the order of feeds, then date in the name, revision, name. A file that
     * cannot be landed is among them, with its problem.
     */
    public static List<Delivery> scan(Path inbox, Contracts contracts) {
        List<Delivery> deliveries = new ArrayList<>();
        for (FeedContract feed : contracts.feeds()) {
            List<Delivery> ofFeed = new ArrayList<>();
            Path directory = inbox.resolve(feed.feed());
            if (!Files.isDirectory(directory)) continue;
            for (Path file : list(directory)) ofFeed.add(delivery(inbox, file, feed));
            ofFeed.sort(Comparator.comparing(Delivery::asOf, Comparator.nullsFirst(Comparator.naturalOrder()))
                    .thenComparingInt(Delivery::revision)
                    // "register (1).csv" is a copy of "register.csv", and comes after it.
                    .thenComparing(d -> stem(d.name()))
                    .thenComparing(Delivery::path));
            deliveries.addAll(ofFeed);
        }
        deliveries.addAll(strangers(inbox, contracts));
        return List.copyOf(deliveries);
    }

    private static Delivery delivery(Path inbox, Path file, FeedContract feed) {
        String name = file.getFileName().toString();
        String source = "";
        LocalDate asOf = null;
        int revision = 0;
        String problem = null;
        Matcher matcher = feed.file().matcher(name);
        if (matcher.matches()) {
            source = group(matcher, "source").orElseGet(() -> onlySource(feed));
            revision = group(matcher, "revision").map(Inbox::revision).orElse(0);
            try {
                asOf = group(matcher, "date").map(LocalDate::parse).orElse(null);
            } catch (DateTimeException e) {
                problem = "the file name speaks of " + group(matcher, "date").orElse("")
                        + ", a date that does not exist;" + " rename the file";
            }
        } else if (feed.sources().size() == 1 && feed.sources().get(0).name().matches("[A-Za-z0-9_-]+")) {
            source = onlySource(feed);
        } else {
            problem = "the file name does not say which source it is from (" + sources(feed) + "); " + form(feed);
        }
        source = feed.sourceName(source);
        if (problem == null && feed.source(source).isEmpty()) {
            problem = "feed " + feed.feed() + " has no source '" + source + "'"
                    + Nearest.hint(
                            source, feed.sources().stream().map(s -> s.name()).toList());
        }
        return read(inbox, file, feed.feed(), source, asOf, revision, problem);
    }

    /** Files outside the directories of known feeds are not passed over in silence. */
    private static List<Delivery> strangers(Path inbox, Contracts contracts) {
        List<String> feeds = contracts.feeds().stream().map(FeedContract::feed).toList();
        List<Delivery> strangers = new ArrayList<>();
        if (!Files.isDirectory(inbox)) return strangers;
        for (Path entry : entries(inbox)) {
            String name = entry.getFileName().toString();
            if (!Files.isDirectory(entry) || feeds.contains(name)) continue;
            for (Path file : list(entry)) {
                String problem = "there is no feed '" + name + "'" + Nearest.hint(name, feeds);
                strangers.add(read(inbox, file, name, "", null, 0, problem));
            }
        }
        return strangers;
    }

    private static Delivery read(
            Path inbox,
            Path file,
            String feed,
            String source,
            @Nullable LocalDate asOf,
            int revision,
            @Nullable String problem) {
        boolean synthetic = Files.exists(inbox.resolve(SYNTHETIC));
        String path = inbox.relativize(file).toString().replace('\\', '/');
        try {
            long bytes = Files.size(file);
            String sha256 = hash(file);
            return new Delivery(
                    feed,
                    source,
                    sha256.substring(0, 16),
                    file,
                    path,
                    sha256,
                    bytes,
                    asOf,
                    revision,
                    synthetic,
                    problem);
        } catch (IOException e) {
            return new Delivery(
                    feed,
                    source,
                    Delivery.UNREAD,
                    file,
                    path,
                    "",
                    0,
                    asOf,
                    revision,
                    synthetic,
                    "cannot be opened: " + reason(e));
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) return "permission denied; let the user who runs wasl read it";
        if (e instanceof NoSuchFileException) return "it is a link to nothing, or has just been taken away";
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static String hash(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) digest.update(buffer, 0, n);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static List<Path> list(Path directory) {
        return entries(directory).stream()
                .filter(f ->
                        !Files.isDirectory(f) && !unfinished(f.getFileName().toString()))
                .toList();
    }

    private static List<Path> entries(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(f -> !f.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing(f -> f.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw LandingException.of("cannot list the inbox", directory, e);
        }
    }

    private static boolean unfinished(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith("~") || UNFINISHED.stream().anyMatch(lower::endsWith);
    }

    private static Optional<String> group(Matcher matcher, String name) {
        try {
            return Optional.ofNullable(matcher.group(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // this contract's pattern has no such group
        }
    }

    private static String stem(String name) {
        int point = name.lastIndexOf('.');
        return point < 0 ? name : name.substring(0, point);
    }

    /** How a file of the feed is to be named: by an example, if one can be made that the pattern takes. */
    private static String form(FeedContract feed) {
        return feed.sources().stream()
                .map(s -> s.name() + "_2020-12-31.csv")
                .filter(name -> feed.file().matcher(name).matches())
                .findFirst()
                .map(name -> "name it as in " + name)
                .orElse("names have the form " + feed.file().pattern());
    }

    private static int revision(String text) {
        return text.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(text);
    }

    private static String onlySource(FeedContract feed) {
        return feed.sources().size() == 1 ? feed.sources().get(0).name() : "";
    }

    private static String sources(FeedContract feed) {
        return String.join(", ", feed.sources().stream().map(s -> s.name()).toList());
    }
}
