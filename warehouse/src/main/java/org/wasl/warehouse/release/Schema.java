package org.wasl.warehouse.release;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The declared tables of a release, as {@code schema.json} holds them. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Schema(List<Table> tables) {
    public static final String FILE = "schema.json";

    public Schema {
        tables = List.copyOf(tables);
    }

    /** Reads the declaration that transform wrote beside its tables. */
    public static Schema read(Path file) {
        return Json.read(file, Schema.class);
    }

    /** The table of that name. */
    public Optional<Table> table(String name) {
        return tables.stream().filter(t -> t.name().equals(name)).findFirst();
    }

    /** One table. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Table(
            String name,
            @Nullable String description,
            @JsonProperty("primary_key") List<String> primaryKey,
            List<Column> columns,
            List<Check> checks) {
        public Table {
            primaryKey = List.copyOf(primaryKey);
            columns = List.copyOf(columns);
            checks = Objects.requireNonNullElse(checks, List.<Check>of());
        }
    }

    /**
     * One column.
     *
     * @param codes name of the code list that its values come from
     * @param values the values it may take, where they are no code list of the programme
     * @param range lowest and highest accepted value, either may be null
     * @param references {@code table.column} that must hold each value
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Column(
            String name,
            String type,
            @Nullable String description,
            boolean nullable,
            @Nullable String codes,
            @Nullable List<String> values,
            @Nullable List<@Nullable String> range,
            @Nullable String references,
            @Nullable String personal) {}

    /** A check declared with the table; its SQL returns the offending rows. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Check(String id, CheckResult.Severity severity, String sql, String message) {}
}
