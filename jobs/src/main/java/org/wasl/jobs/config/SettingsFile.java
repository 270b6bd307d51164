package org.wasl.jobs.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;
import org.wasl.ingest.contract.Nearest;
import org.wasl.jobs.Failure;
import org.wasl.warehouse.yaml.YamlFault;

/** Reads {@code wasl.yaml} and says everything that is wrong with it at once, line by line. */
public final class SettingsFile {
    private static final List<String> KEYS =
            List.of("programme", "inbox", "schedule", "batch.url", "batch.user", "batch.password_env");

    private final Path file;
    private final Collection<String> programmes;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Value> values = new LinkedHashMap<>();

    private record Value(@Nullable String text, int line) {}

    private record Problem(int line, String message) {}

    private SettingsFile(Path file, Collection<String> programmes) {
        this.file = file;
        this.programmes = programmes;
    }

    /**
     * The settings of a file; the defaults where there is none.
     *
     * @param programmes names of the programmes that are shipped
     * @throws Failure naming every problem with its line
     */
    public static Settings read(Path file, Collection<String> programmes) {
        return Files.exists(file) ? new SettingsFile(file, programmes).settings() : Settings.DEFAULTS;
    }

    /** The commented file that a new home gets. */
    public static String template() {
        try (InputStream in = SettingsFile.class.getResourceAsStream("/wasl.yaml")) {
            if (in == null) throw new IllegalStateException("wasl.yaml is missing from the jar");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("wasl.yaml cannot be read from the jar", e);
        }
    }

    private Settings settings() {
        parse();
        values.keySet().stream().filter(key -> !KEYS.contains(key)).forEach(this::unknown);
        Settings settings = new Settings(programme(), inbox(), schedule(), batch());
        if (!problems.isEmpty()) throw new Failure(report());
        return settings;
    }

    private void parse() {
        try (JsonParser parser = new YAMLFactory().createParser(Files.readString(file))) {
            JsonToken first = parser.nextToken();
            if (first == null) return;
            if (first != JsonToken.START_OBJECT) {
                problems.add(new Problem(parser.currentTokenLocation().getLineNr(), "expected `key: value` lines"));
                return;
            }
            mapping(parser, "");
        } catch (JsonProcessingException e) {
            throw new Failure(YamlFault.of(e).in(file.toString()), e);
        } catch (IOException e) {
            throw new Failure("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private void mapping(JsonParser parser, String prefix) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = prefix + parser.currentName();
            int line = parser.currentTokenLocation().getLineNr();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT && KEYS.stream().anyMatch(k -> k.startsWith(key + "."))) {
                mapping(parser, key + ".");
            } else if (token.isStructStart()) {
                parser.skipChildren();
                if (KEYS.contains(key))
                    problems.add(new Problem(line, key + " takes one value, not a list or a mapping"));
                else values.put(key, new Value(null, line));
            } else if (values.put(key, new Value(token == JsonToken.VALUE_NULL ? null : parser.getText(), line))
                    != null) {
                problems.add(new Problem(line, key + " stands here a second time"));
            }
        }
    }

    private void unknown(String key) {
        problems.add(new Problem(line(key), "unknown key '" + key + "'" + Nearest.hint(key, KEYS)));
    }

    private String programme() {
        String name = text("programme", Settings.DEFAULTS.programme());
        if (!programmes.contains(name)) {
            problems.add(new Problem(
                    line("programme"), "programme: there is no '" + name + "'" + Nearest.hint(name, programmes)));
        }
        return name;
    }

    private Path inbox() {
        String text = text("inbox", Settings.DEFAULTS.inbox().toString());
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            problems.add(new Problem(line("inbox"), "inbox: '" + text + "' is not a path"));
            return Settings.DEFAULTS.inbox();
        }
    }

    private String schedule() {
        String text = text("schedule", Settings.DEFAULTS.schedule());
        if (!CronExpression.isValidExpression(text)) {
            problems.add(
                    new Problem(
                            line("schedule"),
                            "schedule: '" + text
                                    + "' is not a cron expression; six fields are needed: second minute hour day month weekday, as in \"0 0 2 * * *\""));
        }
        return text;
    }

    private Settings.Batch batch() {
        @Nullable String url = optional("batch.url");
        if (url != null && !url.startsWith("jdbc:postgresql:") && !url.startsWith("jdbc:h2:")) {
            problems.add(new Problem(
                    line("batch.url"),
                    "batch.url: '" + url
                            + "' is not a URL of PostgreSQL (jdbc:postgresql://host/database) or H2 (jdbc:h2:...)"));
        }
        return new Settings.Batch(url, optional("batch.user"), optional("batch.password_env"));
    }

    private String text(String key, String otherwise) {
        Value value = values.get(key);
        return value == null || value.text() == null ? otherwise : value.text();
    }

    private @Nullable String optional(String key) {
        Value value = values.get(key);
        return value == null ? null : value.text();
    }

    private int line(String key) {
        Value value = values.get(key);
        return value == null ? 1 : value.line();
    }

    private String report() {
        List<String> lines = problems.stream()
                .sorted((a, b) -> Integer.compare(a.line(), b.line()))
                .map(p -> file + ":" + p.line() + ": " + p.message())
                .toList();
        return lines.size() == 1
                ? lines.get(0)
                : lines.size() + " problems in the settings:\n"
                        + lines.stream().map(l -> "  " + l).collect(Collectors.joining("\n"));
    }
}
