package org.wasl.warehouse.disclosure.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.disclosure.ProtectionException;
import org.wasl.warehouse.disclosure.table.Cell;
import org.wasl.warehouse.disclosure.table.CellSystem;
import org.wasl.warehouse.disclosure.table.Dimension;
import org.wasl.warehouse.disclosure.table.Hierarchy;
import org.wasl.warehouse.disclosure.table.Need;

/**
 * The tables of one kind that left so far, with their true values: a file of JSON lines that is only added to and that
 * nobody else may read.
 */
public final class History {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final Path file;

    public History(Path file) {
        this.file = file;
    }

    /** One publication as a line. */
    private record Line(
            Instant at,
            Map<String, String> totals,
            List<List<String>> keys,
            List<Double> values,
            List<Long> counts,
            List<List<Integer>> sums,
            List<Integer> hidden,
            @Nullable String way,
            @Nullable List<Double> printed,
            @Nullable Map<Integer, Need> needs) {}

    /** What left so far; nothing when there is no file yet. */
    public List<Publication> publications() {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<Publication> publications = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                publications.add(publication(JSON.readValue(line, Line.class)));
            }
        } catch (JsonProcessingException e) {
            throw new ProtectionException(
                    file + " cannot be read at entry " + (publications.size() + 1) + ", so nothing more may leave: "
                            + e.getOriginalMessage(),
                    e);
        } catch (IOException e) {
            throw new ProtectionException(file + " cannot be read, so nothing may leave: " + e.getMessage(), e);
        }
        return publications;
    }

    private static Publication publication(Line line) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < line.keys().size(); i++) {
            cells.add(new Cell(
                    line.keys().get(i), line.values().get(i), line.counts().get(i), 0, List.of()));
        }
        // The total stands last in a line's sum.
        List<CellSystem.Sum> sums = line.sums().stream()
                .map(sum -> new CellSystem.Sum(sum.get(sum.size() - 1), sum.subList(0, sum.size() - 1)))
                .toList();
        List<Dimension> dimensions = line.totals().entrySet().stream()
                .map(entry -> new Dimension(entry.getKey(), new Hierarchy(entry.getValue(), Map.of())))
                .toList();
        BitSet hidden = new BitSet();
        line.hidden().forEach(hidden::set);
        // Lines of older versions end here.
        return new Publication(
                CellSystem.restored(dimensions, cells, sums),
                hidden,
                Objects.requireNonNullElse(line.way(), Publication.SUPPRESSION),
                Objects.requireNonNullElse(line.printed(), List.of()),
                Objects.requireNonNullElse(line.needs(), Map.of()));
    }

    /** Adds a publication; on return it is on the disk. */
    public void add(Instant at, Publication publication) {
        CellSystem system = publication.system();
        Map<String, String> totals = new LinkedHashMap<>();
        system.dimensions().forEach(d -> totals.put(d.name(), d.hierarchy().total()));
        Line line = new Line(
                at,
                totals,
                system.cells().stream().map(Cell::key).toList(),
                system.cells().stream().map(Cell::value).toList(),
                system.cells().stream().map(Cell::count).toList(),
                system.sums().stream().map(CellSystem.Sum::cells).toList(),
                publication.hidden().stream().boxed().toList(),
                publication.way(),
                publication.printed(),
                publication.needs());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new ProtectionException(file + " cannot be added to, so nothing may leave: " + e.getMessage(), e);
        }
    }
}
