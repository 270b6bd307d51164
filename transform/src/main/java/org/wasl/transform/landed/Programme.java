package org.wasl.transform.landed;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.TransformException;

/** What transform reads of the programme directory: the programme's facts, its code lists and the feeds' columns. */
public record Programme(Facts facts, List<CodeList> codes, List<Feed> feeds) {
    private static final ObjectMapper YAML = new YAMLMapper();

    public Programme {
        codes = List.copyOf(codes);
        feeds = List.copyOf(feeds);
    }

    public static Programme load(Path directory) {
        return new Programme(
                read(directory.resolve("programme.yaml"), Facts.class),
                readAll(directory.resolve("codes"), CodeList.class),
                readAll(directory.resolve("feeds"), Feed.class));
    }

    /** {@code programme.yaml}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Facts(
            String start,
            String end,
            @JsonProperty("time_zone") String timeZone,
            List<String> weekend,
            @JsonProperty("certified_handlers") @Nullable List<String> certifiedHandlers,
            @Nullable Bounds bounds,
            List<Phase> phases) {}

    /** From where to where the country reaches, in degrees north and east. */
    public record Bounds(List<BigDecimal> latitude, List<BigDecimal> longitude) {
        private static final Bounds WORLD = new Bounds(
                List.of(BigDecimal.valueOf(-90), BigDecimal.valueOf(90)),
                List.of(BigDecimal.valueOf(-180), BigDecimal.valueOf(180)));

        public Bounds {
            latitude = List.copyOf(latitude);
            longitude = List.copyOf(longitude);
            for (List<BigDecimal> one : List.of(latitude, longitude)) {
                if (one.size() != 2 || one.get(0).compareTo(one.get(1)) >= 0) {
                    throw new TransformException(
                            "programme.yaml: bounds: " + one
                                    + " must be two numbers, the smaller first: {latitude: [24.4, 26.2], longitude: [50.7, 51.7]}");
                }
            }
        }

        /** The country's, or the world's where the programme does not say. */
        public static Bounds of(@Nullable Bounds bounds) {
            return bounds == null ? WORLD : bounds;
        }

        /** As Spark SQL has it after BETWEEN. */
        public static String between(List<BigDecimal> ends) {
            return ends.get(0).toPlainString() + " AND " + ends.get(1).toPlainString();
        }
    }

    /** A phase of the programme, both days included. */
    public record Phase(String code, String from, String to) {}

    /** {@code codes/<list>.yaml}; {@code of} names the variable that the codes are bands of. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record CodeList(String list, @Nullable String of, List<Entry> entries) {}

    /** A code with its labels; of a band, where it ends. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Entry(
            String code,
            @Nullable String en,
            @Nullable String ar,
            @Nullable BigDecimal below) {}

    /** {@code feeds/<feed>.yaml}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Feed(String feed, Map<String, Source> sources, List<FeedColumn> columns) {
        /** The register a source belongs to: two names may stand for one register. */
        String register(String source) {
            Source declared = sources.get(source);
            return declared == null || declared.as() == null ? source : declared.as();
        }
    }

    /** A source of a feed; {@code as} names the source whose register it continues. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Source(@Nullable String as) {}

    /** A column of a feed's contract. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record FeedColumn(String name, String type) {}

    private static <T> List<T> readAll(Path directory, Class<T> type) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(f -> f.toString().endsWith(".yaml"))
                    .sorted()
                    .map(f -> read(f, type))
                    .toList();
        } catch (IOException e) {
            throw new TransformException(directory + " cannot be listed: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw new TransformException(directory + " cannot be listed: " + e.getMessage(), e);
        }
    }

    private static <T> T read(Path file, Class<T> type) {
        try (InputStream in = Files.newInputStream(file)) {
            return YAML.readValue(in, type);
        } catch (IOException e) {
            throw new TransformException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
