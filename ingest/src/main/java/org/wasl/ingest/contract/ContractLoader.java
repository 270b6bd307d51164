package org.wasl.ingest.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a programme directory: every file against its schema first, then what the files say of each other. */
final class ContractLoader {
    private final Path programme;
    private final List<Problem> problems = new ArrayList<>();
    private ZoneId timeZone = ZoneOffset.UTC;

    ContractLoader(Path programme) {
        this.programme = programme;
    }

    Contracts load() {
        timeZone = timeZone();
        Map<String, CodeList> codes = codes();
        Map<String, Variable> variables = variables(codes);
        Map<String, Instrument> instruments = instruments(variables, codes);
        List<FeedContract> feeds = feeds(codes);
        if (!problems.isEmpty()) throw new ContractException(problems);
        return new Contracts(feeds, codes, instruments, variables, timeZone);
    }

    private Map<String, CodeList> codes() {
        Map<String, CodeList> lists = new TreeMap<>();
        for (Keys keys : documents("codes", "codes")) {
            String list = keys.text("list");
            nameAsFile(keys, "list", list);
            Map<String, String> owner = new HashMap<>();
            List<CodeList.Entry> entries = new ArrayList<>();
            for (Keys entry : keys.mappings("entries")) {
                CodeList.Entry code = new CodeList.Entry(
                        entry.text("code"), entry.text("en"), entry.text("ar"), entry.texts("aliases"));
                entries.add(code);
                Stream.concat(Stream.of(code.code()), code.spellings().stream()).forEach(spelling -> {
                    String other = owner.putIfAbsent(Folding.fold(spelling), code.code());
                    if (other != null && !other.equals(code.code())) {
                        entry.problem("code", "'" + spelling + "' also stands for '" + other + "'");
                    }
                });
            }
            lists.put(list, new CodeList(list, keys.textOrNull("source"), entries));
        }
        return lists;
    }

    private Map<String, Variable> variables(Map<String, CodeList> codes) {
        Map<String, Variable> variables = new TreeMap<>();
        Path file = programme.resolve("variables.yaml");
        if (!Files.exists(file)) return variables;
        Keys document = document(file, "variables");
        if (document == null) return variables;
        for (Keys keys : document.mappings("variables")) {
            String name = keys.text("name");
            String list = keys.textOrNull("codes");
            if (list != null && !codes.containsKey(list)) keys.unknown("codes", "code list", list, codes.keySet());
            Variable.Type type = Variable.Type.valueOf(keys.text("type").toUpperCase(Locale.ROOT));
            if (variables.put(name, new Variable(name, type, list, keys.text("label"))) != null) {
                keys.problem("name", "a variable '" + name + "' stands above already");
            }
        }
        return variables;
    }

    private Map<String, Instrument> instruments(Map<String, Variable> variables, Map<String, CodeList> codes) {
        Map<String, Instrument> instruments = new TreeMap<>();
        for (Keys keys : documents("instruments", "instrument")) {
            Instrument instrument = new InstrumentBinding(keys, variables, codes).bind();
            nameAsFile(keys, "instrument", instrument.instrument());
            Instrument other = instruments.put(instrument.version(), instrument);
            if (other != null) keys.problem("version", "is also the version of " + other.instrument());
        }
        return instruments;
    }

    private List<FeedContract> feeds(Map<String, CodeList> codes) {
        List<FeedContract> feeds = new ArrayList<>();
        String survey = null;
        for (Keys keys : documents("feeds", "feed")) {
            nameAsFile(keys, "feed", keys.text("feed"));
            List<Path> read = new ArrayList<>();
            read.add(programme.resolve("feeds").resolve(keys.text("feed") + ".yaml"));
            for (Keys column : keys.mappings("columns")) {
                String list = column.textOrNull("codes");
                if (list != null) read.add(programme.resolve("codes").resolve(list + ".yaml"));
            }
            if (keys.has("instruments")) {
                if (survey == null) survey = hash(surveyFiles());
                feeds.add(new FeedBinding(keys, codes.keySet()).bind(hash(read, survey)));
            } else {
                feeds.add(new FeedBinding(keys, codes.keySet()).bind(hash(read)));
            }
        }
        feeds.sort(Comparator.comparingInt(FeedContract::order).thenComparing(FeedContract::feed));
        if (feeds.isEmpty() && problems.isEmpty()) {
            problems.add(new Problem("feeds", 1, 1, "", "no feed contract in " + programme.resolve("feeds")));
        }
        return feeds;
    }

    // Only the time zone matters here: the rest of programme.yaml is for others.
    private ZoneId timeZone() {
        Path file = programme.resolve("programme.yaml");
        if (!Files.exists(file)) return ZoneOffset.UTC;
        if (!(Yaml.read(file, "programme.yaml", problems) instanceof Yaml.Mapping mapping)) return ZoneOffset.UTC;
        Keys keys = new Keys(mapping, "", problems);
        try {
            return ZoneId.of(keys.text("time_zone", "UTC"));
        } catch (DateTimeException e) {
            keys.problem("time_zone", "there is no time zone '" + keys.text("time_zone") + "'");
            return ZoneOffset.UTC;
        }
    }

    private List<Keys> documents(String directory, String schema) {
        List<Keys> documents = new ArrayList<>();
        for (Path file : files(directory)) {
            Keys keys = document(file, schema);
            if (keys != null) documents.add(keys);
        }
        return documents;
    }

    /** A document that its schema accepts, or null and the problems. */
    private @Nullable Keys document(Path file, String schema) {
        Yaml yaml = Yaml.read(file, name(file), problems);
        if (yaml == null) return null;
        int before = problems.size();
        Schema.named(schema).check(yaml, problems);
        return problems.size() == before && yaml instanceof Yaml.Mapping mapping
                ? new Keys(mapping, "", problems)
                : null;
    }

    private static void nameAsFile(Keys keys, String key, String name) {
        String file = keys.mapping().place().file();
        String stem = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.yaml$", "");
        if (!stem.equals(name)) keys.problem(key, "is '" + name + "', but the file is called " + stem + ".yaml");
    }

    private List<Path> surveyFiles() {
        List<Path> files = new ArrayList<>(files("instruments"));
        Path variables = programme.resolve("variables.yaml");
        if (Files.exists(variables)) files.add(variables);
        files.addAll(files("codes"));
        return files;
    }

    private List<Path> files(String directory) {
        Path path = programme.resolve(directory);
        if (!Files.isDirectory(path)) return List.of();
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            problems.add(new Problem(directory, 1, 1, "", "cannot be read: " + e.getMessage()));
            return List.of();
        }
    }

    private String name(Path file) {
        return programme.relativize(file).toString().replace('\\', '/');
    }

    private String hash(List<Path> files, String... more) {
        MessageDigest digest = sha256();
        for (Path file : files) {
            try {
                if (!Files.exists(file)) continue; // said already: there is no such code list
                digest.update(name(file).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(Files.readAllBytes(file));
                digest.update((byte) 0);
            } catch (IOException e) {
                problems.add(new Problem(name(file), 1, 1, "", "cannot be read: " + e.getMessage()));
            }
        }
        // The zone is part of what a local time means.
        digest.update(timeZone.getId().getBytes(StandardCharsets.UTF_8));
        for (String text : more) digest.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
