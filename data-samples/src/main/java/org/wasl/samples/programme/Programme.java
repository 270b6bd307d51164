package org.wasl.samples.programme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.wasl.samples.GenerationException;

/** The programme's directory as the generator reads it, so that exports always agree with the contracts. */
public record Programme(
        Calendar calendar, Map<String, CodeList> codes, Map<String, Feed> feeds, List<Instrument> instruments) {
    /** programme.yaml: the dates that matter. */
    public record Calendar(String start, String end, List<Phase> phases) {
        public LocalDate last() {
            return LocalDate.parse(end);
        }
    }

    /** A phase of the programme. */
    public record Phase(String code, String from, String to) {
        public LocalDate first() {
            return LocalDate.parse(from);
        }

        public LocalDate last() {
            return LocalDate.parse(to);
        }
    }

    public static Programme load(Path directory) {
        Yaml yaml = new Yaml();
        Map<String, CodeList> codes = new TreeMap<>();
        for (Path file : files(directory.resolve("codes"))) {
            CodeList list = yaml.file(file, CodeList.class);
            codes.put(list.name(), list);
        }
        Map<String, Feed> feeds = new TreeMap<>();
        for (Path file : files(directory.resolve("feeds"))) {
            Feed feed = yaml.file(file, Feed.class);
            feeds.put(feed.feed(), feed);
        }
        List<Instrument> instruments = files(directory.resolve("instruments")).stream()
                .map(file -> yaml.file(file, Instrument.class))
                .sorted(Comparator.comparingInt(Instrument::wave))
                .toList();
        return new Programme(yaml.file(directory.resolve("programme.yaml"), Calendar.class), codes, feeds, instruments);
    }

    public CodeList codeList(String name) {
        CodeList list = codes.get(name);
        if (list == null) {
            throw new GenerationException("the programme has no code list " + name + " (codes/" + name + ".yaml)");
        }
        return list;
    }

    public Feed feed(String name) {
        Feed feed = feeds.get(name);
        if (feed == null) {
            throw new GenerationException("the programme has no feed " + name + " (feeds/" + name + ".yaml)");
        }
        return feed;
    }

    /** The phase that a date falls in; the last one after the end. */
    public String phase(LocalDate date) {
        List<Phase> all = calendar.phases();
        for (Phase phase : all) {
            if (!date.isAfter(phase.last())) {
                return phase.code();
            }
        }
        return all.get(all.size() - 1).code();
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> list = Files.list(directory)) {
            return list.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            throw new GenerationException("cannot list " + directory + ": not a programme's directory?", e);
        }
    }
}
