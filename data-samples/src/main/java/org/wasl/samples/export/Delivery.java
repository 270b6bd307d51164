package org.wasl.samples.export;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wasl.samples.GenerationException;
import org.wasl.samples.programme.Yaml;

/** One file that a source system delivered, and its shape (deliveries.yaml); what the YAML leaves out has a default. */
public record Delivery(
        String source,
        String asOf,
        String suffix,
        String format,
        String encoding,
        boolean bom,
        String delimiter,
        String headers,
        String dates,
        String newline,
        List<String> traits,
        List<String> without,
        List<String> with,
        @Nullable String copyAs) {
    public Delivery {
        suffix = Objects.requireNonNullElse(suffix, "");
        format = Objects.requireNonNullElse(format, "csv");
        encoding = Objects.requireNonNullElse(encoding, "UTF-8");
        delimiter = Objects.requireNonNullElse(delimiter, ",");
        dates = Objects.requireNonNullElse(dates, "iso");
        newline = Objects.requireNonNullElse(newline, "\n");
        traits = Objects.requireNonNullElse(traits, List.of());
        without = Objects.requireNonNullElse(without, List.of());
        with = Objects.requireNonNullElse(with, List.of());
    }

    public static Map<String, List<Delivery>> all() {
        return new Yaml().resource("deliveries.yaml", new TypeReference<Map<String, List<Delivery>>>() {});
    }

    public static List<Delivery> of(String feed) {
        List<Delivery> found = all().get(feed);
        if (found == null) {
            throw new GenerationException("deliveries.yaml has nothing for feed " + feed);
        }
        return found;
    }

    public LocalDate day() {
        return LocalDate.parse(asOf);
    }

    /** Name of the delivered file. */
    public String fileName() {
        return source + "_" + asOf + suffix + "." + format;
    }

    /** Name of the file that rows come from: the entry inside a zip. */
    public String sourceFile() {
        return isZip() ? source + "_" + asOf + suffix + ".csv" : fileName();
    }

    public boolean isXlsx() {
        return "xlsx".equals(format);
    }

    public boolean isZip() {
        return "zip".equals(format);
    }

    public boolean is(String trait) {
        return traits.contains(trait);
    }

    public boolean lacks(String column) {
        return without.contains(column);
    }

    public List<String> extraColumns() {
        return with;
    }

    public boolean dayFirst() {
        return "dmy".equals(dates);
    }

    /** Arabic-Indic digits have no place in Windows-1256. */
    public boolean allUnicode() {
        return encoding.startsWith("UTF");
    }
}
