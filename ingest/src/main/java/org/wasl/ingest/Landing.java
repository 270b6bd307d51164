package org.wasl.ingest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.wasl.ingest.contract.FeedContract;

/**
 * The landing zone: {@code landing/<feed>/<delivery id>/} with Parquet parts, rejects and {@code delivery.json}. A
 * directory appears complete or not at all; what is under way lies in {@code landing/.tmp-…}.
 */
public final class Landing {
    static final String RECORD = "delivery.json";
    private static final String STAGING = ".tmp-";
    private static final String REPLACED = ".old-";

    private final Path directory;
    private final Pseudonyms pseudonyms;
    private final Clock clock;
    private final ObjectMapper json = mapper();

    public Landing(Path directory, Pseudonyms pseudonyms) {
        this(directory, pseudonyms, Clock.systemUTC());
    }

    public Landing(Path directory, Pseudonyms pseudonyms, Clock clock) {
        this.directory = directory;
        this.pseudonyms = pseudonyms;
        this.clock = clock;
    }

    /** What became of these bytes in this feed before, if they were delivered before. */
    public Optional<DeliveryRecord> find(Delivery delivery) {
        return read(place(delivery.feed(), delivery.id()));
    }

    /** The same, only if it was landed by this contract as it stands today. */
    public Optional<DeliveryRecord> find(Delivery delivery, FeedContract contract) {
        return find(delivery).filter(r -> r.contractSha256().equals(contract.sha256()));
    }

    /** The deliveries whose rows are used, in the order in which they supersede each other. */
    public List<DeliveryRecord> landed() {
        return records().stream().filter(DeliveryRecord::usable).toList();
    }

    /** Every delivery on record, quarantined and failed ones too, in the same order. */
    public List<DeliveryRecord> records() {
        List<DeliveryRecord> records = new ArrayList<>();
        for (Path feed : directories(directory)) {
            for (Path delivery : directories(feed)) read(delivery).ifPresent(records::add);
        }
        records.sort(DeliveryRecord.ORDER);
        return List.copyOf(records);
    }

    /** Where the parts of a delivery lie. */
    public Path path(DeliveryRecord delivery) {
        return place(delivery.feed(), delivery.deliveryId());
    }

    /** The sequence number of the next delivery to arrive in a feed. */
    public int nextSequence(String feed) {
        return records().stream()
                        .filter(r -> r.feed().equals(feed))
                        .mapToInt(DeliveryRecord::sequence)
                        .max()
                        .orElse(0)
                + 1;
    }

    /** Removes what killed runs left behind. */
    public void sweep() {
        sweep(List.of());
    }

    /** Removes what killed runs left behind, but not the parts of these deliveries: a restart goes on after them. */
    public void sweep(Collection<Delivery> resumable) {
        Set<String> kept = new TreeSet<>();
        resumable.forEach(d -> kept.add(staging(d).getFileName().toString()));
        for (Path leftover : entries(directory)) {
            String name = leftover.getFileName().toString();
            if (name.startsWith(REPLACED)) putBack(leftover, name.substring(REPLACED.length()));
            if (name.startsWith(STAGING) && !kept.contains(name)) delete(leftover);
        }
    }

    // A kill between the two renames of a replacement left the old delivery aside: it is the good one again.
    private void putBack(Path aside, String name) {
        int dash = name.lastIndexOf('-');
        Path place = place(name.substring(0, dash), name.substring(dash + 1));
        try {
            if (Files.exists(place)) delete(aside);
            else Files.move(aside, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw LandingException.of("cannot restore", place, e);
        }
    }

    Path staging(Delivery delivery) {
        return directory.resolve(STAGING + delivery.feed() + "-" + delivery.id());
    }

    Clock clock() {
        return clock;
    }

    Pseudonyms pseudonyms() {
        return pseudonyms;
    }

    /** Writes the record into a finished staging directory and moves it to its place. */
    void publish(Path staging, DeliveryRecord record) {
        Path place = path(record);
        Path aside = directory.resolve(REPLACED + record.feed() + "-" + record.deliveryId());
        try {
            Files.write(staging.resolve(RECORD), json.writeValueAsBytes(record));
            Files.createDirectories(place.getParent());
            if (Files.exists(place)) {
                if (Files.exists(aside)) delete(aside);
                Files.move(place, aside, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(staging, place, StandardCopyOption.ATOMIC_MOVE);
            if (Files.exists(aside)) delete(aside);
        } catch (IOException e) {
            throw LandingException.of("cannot finish", place, e);
        }
    }

    /** A record as a line of JSON, for keeping beside a step. */
    public String write(DeliveryRecord record) {
        try {
            return json.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(record);
        } catch (IOException e) {
            throw new IllegalStateException("a delivery record is always JSON", e);
        }
    }

    /** Reads what {@link #write} wrote. */
    public DeliveryRecord parse(String record) {
        try {
            return json.readValue(record, DeliveryRecord.class);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a delivery record: " + record, e);
        }
    }

    private Path place(String feed, String delivery) {
        return directory.resolve(feed).resolve(delivery);
    }

    private Optional<DeliveryRecord> read(Path delivery) {
        Path file = delivery.resolve(RECORD);
        if (!Files.exists(file)) return Optional.empty();
        try {
            return Optional.of(json.readValue(Files.readAllBytes(file), DeliveryRecord.class));
        } catch (IOException e) {
            throw LandingException.of(
                    "cannot read", file, new IOException("it is damaged; delete its directory and run again", e));
        }
    }

    private static List<Path> directories(Path parent) {
        return entries(parent).stream()
                .filter(p -> !p.getFileName().toString().startsWith(".") && Files.isDirectory(p))
                .toList();
    }

    private static List<Path> entries(Path parent) {
        if (!Files.isDirectory(parent)) return List.of();
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw LandingException.of("cannot list", parent, e);
        }
    }

    static void delete(Path tree) {
        if (!Files.exists(tree)) return;
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw LandingException.of("cannot delete", tree, e);
        }
    }

    private static ObjectMapper mapper() {
        SimpleModule dates = new SimpleModule();
        dates.addSerializer(LocalDate.class, new StdSerializer<>(LocalDate.class) {
            @Override
            public void serialize(LocalDate date, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(date.toString());
            }
        });
        dates.addDeserializer(LocalDate.class, new StdDeserializer<>(LocalDate.class) {
            @Override
            public LocalDate deserialize(JsonParser in, DeserializationContext context) throws IOException {
                return LocalDate.parse(in.getText());
            }
        });
        return JsonMapper.builder()
                .addModule(dates)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }
}
