package org.wasl.warehouse.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.wasl.warehouse.yaml.Nearest;

/** The metrics of a programme, by id: {@code metrics/<id>/metric.yaml} and the SQL beside it. */
public final class Catalogue {
    private final Programme programme;
    private final Map<String, Dimension> dimensions;
    private final Map<String, Entry> entries;

    private Catalogue(Programme programme, Map<String, Dimension> dimensions, Map<String, Entry> entries) {
        this.programme = programme;
        this.dimensions = dimensions;
        this.entries = entries;
    }

    /**
     * Reads every metric of a resolved programme directory, such as a release's own copy.
     *
     * @throws CatalogueException with all problems, each with its file and line
     */
    public static Catalogue load(Path directory) {
        Programme programme = Programme.load(directory);
        Path metrics = directory.resolve("metrics");
        Map<String, Dimension> dimensions = new LinkedHashMap<>();
        for (Dimension dimension :
                Yaml.read(metrics.resolve("dimensions.yaml"), Dimensions.class).dimensions()) {
            dimensions.put(dimension.name(), dimension);
        }
        List<String> problems = new ArrayList<>();
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Path folder : folders(metrics)) {
            try {
                Entry entry = Entry.read(folder);
                problems.addAll(new MetricCheck(folder, dimensions).problems(entry.metric()));
                entries.put(entry.metric().id(), entry);
            } catch (CatalogueException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            throw CatalogueException.of(problems);
        }
        return new Catalogue(programme, dimensions, entries);
    }

    /** Every metric, by id. */
    public List<Metric> metrics() {
        return entries.values().stream().map(Entry::metric).toList();
    }

    /**
     * The metric of that id.
     *
     * @throws CatalogueException naming the nearest ids
     */
    public Metric get(String id) {
        return find(id).orElseThrow(() -> new CatalogueException("there is no metric \"" + id + "\"; nearest: "
                + String.join(", ", Nearest.to(id, entries.keySet()))
                + ". `wasl metrics list` shows all."));
    }

    /** The metric of that id, if there is one. */
    public Optional<Metric> find(String id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::metric);
    }

    /** The programme whose metrics these are. */
    public Programme programme() {
        return programme;
    }

    /** Everything a metric of the catalogue may be split by. */
    public Collection<Dimension> dimensions() {
        return List.copyOf(dimensions.values());
    }

    /** The dimension of that name; metrics only name declared ones. */
    public Dimension dimension(String name) {
        Dimension dimension = dimensions.get(name);
        if (dimension == null) {
            throw new CatalogueException("there is no dimension \"" + name + "\"; nearest: "
                    + String.join(", ", Nearest.to(name, dimensions.keySet())));
        }
        return dimension;
    }

    /** The text of the metric's SQL. */
    public String sql(Metric metric) {
        return entry(metric).sql();
    }

    /** Hash over the metric's definition, its first 12 hex digits. */
    public String definition(Metric metric) {
        return entry(metric).hash();
    }

    private Entry entry(Metric metric) {
        Entry entry = entries.get(metric.id());
        if (entry == null) {
            throw new CatalogueException("the metric " + metric.id() + " is of another catalogue");
        }
        return entry;
    }

    private static List<Path> folders(Path metrics) {
        try (Stream<Path> entries = Files.list(metrics)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new CatalogueException("the metrics in " + metrics + " cannot be read: " + e, e);
        }
    }

    private record Dimensions(@JsonProperty(required = true) List<Dimension> dimensions) {}

    private record Entry(Metric metric, String sql, String hash) {
        static Entry read(Path folder) {
            Path yaml = folder.resolve("metric.yaml");
            Metric metric = Yaml.read(yaml, Metric.class);
            if (metric.sql() == null) {
                throw new CatalogueException(yaml + ": the key sql is missing: the name of the SQL file beside it");
            }
            Path file = folder.resolve(metric.sql());
            try {
                byte[] sql = Files.readAllBytes(file);
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                digest.update(Files.readAllBytes(yaml));
                digest.update(sql);
                String hash = HexFormat.of().formatHex(digest.digest()).substring(0, 12);
                return new Entry(metric, new String(sql, StandardCharsets.UTF_8), hash);
            } catch (IOException e) {
                throw new CatalogueException(yaml + ": its SQL " + file + " cannot be read: " + e, e);
            } catch (NoSuchAlgorithmException e) {
                throw new UncheckedIOException(new IOException(e));
            }
        }
    }
}
