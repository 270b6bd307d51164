package org.wasl.warehouse.release;

import static org.wasl.warehouse.release.TableViews.text;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.release.Trace.Origin;

/** Goes from an entity back to the lines of files that speak of it. */
final class Tracer {
    private final ReleaseFolder folder;
    private final Limits limits;

    Tracer(ReleaseFolder folder, Limits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    Trace trace(Release release, String entity, String id) {
        Schema.Table records = release.schema()
                .table("entity_record")
                .orElseThrow(() -> new ReleaseException.Unknown(release.id() + " has no table entity_record"));
        try (Connection session = TableViews.connect(limits)) {
            try (var statement = session.createStatement()) {
                statement.execute(TableViews.view(release.directory(), records, ""));
            }
            List<Trace.Line> lines = new ArrayList<>();
            Map<Path, Optional<SourceLines>> files = new HashMap<>();
            for (Found found : records(session, entity, id)) {
                lines.add(line(session, found, files));
            }
            if (lines.isEmpty()) {
                throw new ReleaseException.Unknown(noSuch(session, release, entity, id));
            }
            return new Trace(entity, id, lines);
        } catch (SQLException | IOException e) {
            throw new ReleaseException.Unreadable(
                    entity + " " + id + " cannot be traced: " + TableViews.firstLine(e) + ". Run `wasl verify`.", e);
        }
    }

    private static List<Found> records(Connection session, String entity, String id) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(Sql.read("entity-records.sql"))) {
            statement.setString(1, entity);
            statement.setString(2, id);
            try (ResultSet result = statement.executeQuery()) {
                List<Found> found = new ArrayList<>();
                while (result.next()) {
                    found.add(new Found(
                            result.getString("feed"),
                            result.getString("delivery_id"),
                            result.getString("source_file"),
                            result.getLong("source_line")));
                }
                return found;
            }
        }
    }

    private Trace.Line line(Connection session, Found found, Map<Path, Optional<SourceLines>> files)
            throws SQLException, IOException {
        Path landed = folder.landing().resolve(found.feed()).resolve(found.deliveryId());
        Optional<String> fromFile = Optional.empty();
        Path record = landed.resolve("delivery.json");
        if (Files.exists(record)) {
            Optional<SourceLines> source = files.get(record);
            if (source == null) {
                Delivered delivered = Json.read(record, Delivered.class);
                source = SourceLines.of(inboxFile(found.feed(), delivered), delivered.sha256(), delivered.encoding());
                files.put(record, source);
            }
            fromFile = source.flatMap(s -> s.record(found.sourceLine()));
        }
        if (fromFile.isPresent()) {
            return found.line(Origin.FILE, fromFile.get());
        }
        String row = landedRow(session, landed, found);
        return row == null
                ? found.line(Origin.NOT_FOUND, "neither the delivered file nor the landed row is there any more")
                : found.line(Origin.LANDED, row);
    }

    private Path inboxFile(String feed, Delivered delivered) {
        if (delivered.path() != null && Files.isRegularFile(Path.of(delivered.path()))) {
            return Path.of(delivered.path());
        }
        return folder.inbox().resolve(feed).resolve(delivered.file());
    }

    private static @Nullable String landedRow(Connection session, Path landed, Found found)
            throws SQLException, IOException {
        List<Path> parts = new ArrayList<>();
        if (Files.isDirectory(landed)) {
            for (Path part : Durable.files(landed)) {
                if (part.getFileName().toString().startsWith("part-")) {
                    parts.add(part);
                }
            }
        }
        if (parts.isEmpty()) {
            return null;
        }
        String list = parts.stream().map(p -> text(p.toString())).collect(Collectors.joining(", "));
        try (PreparedStatement statement =
                session.prepareStatement(Sql.read("landed-row.sql").replace("[landed_files]", "[" + list + "]"))) {
            statement.setLong(1, found.sourceLine());
            statement.setString(2, found.sourceFile());
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? result.getString(1) : null;
            }
        }
    }

    private static String noSuch(Connection session, Release release, String entity, String id) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(Sql.read("entities.sql"));
                ResultSet result = statement.executeQuery()) {
            List<String> known = new ArrayList<>();
            while (result.next()) {
                known.add(result.getString(1));
            }
            return known.contains(entity)
                    ? "no " + entity + " is called " + id + " in " + release.id()
                            + "; find ids with `wasl query \"select * from " + entity + "\"`."
                    : "there is no entity \"" + entity + "\"; entities are " + String.join(", ", known) + ".";
        }
    }

    private record Found(
            String feed, String deliveryId, @Nullable String file, long sourceLine) {
        String sourceFile() {
            return file == null ? "" : file;
        }

        Trace.Line line(Origin origin, String text) {
            return new Trace.Line(feed, deliveryId, sourceFile(), sourceLine, origin, text);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Delivered(
            String file,
            @Nullable String path,
            @JsonProperty("sha256") String sha256,
            @Nullable String encoding) {}
}
