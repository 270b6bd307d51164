package org.wasl.warehouse.impact;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.catalogue.Words;
import org.wasl.warehouse.chart.Frame;

/** A study's files; nothing in them depends on when or where it ran. */
final class StudyFiles {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private final Study study;
    private final Path out;
    private final Map<String, Words> variables;
    private final List<Path> written = new ArrayList<>();

    /** @param variables what a release calls its survey variables */
    StudyFiles(Study study, Map<String, Words> variables, Path out) {
        this.study = study;
        this.variables = Map.copyOf(variables);
        this.out = out;
    }

    List<Path> write(List<StudyResult> results, @Nullable String release, long rows) {
        try {
            Files.createDirectories(out);
            DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
            printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
            printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
            ObjectWriter json = MAPPER.writer(printer);
            put("results.json", json.writeValueAsString(results) + "\n");
            put("results.csv", csv(results));
            put("study.json", json.writeValueAsString(provenance(release, rows)) + "\n");
            plots(results);
            for (StudyWords words : StudyWords.inEachLanguage(study, variables)) {
                Map<String, String> facts = facts(words, release, rows);
                put(words.file(), StudyPage.of(words, results, facts).html());
            }
            return List.copyOf(written);
        } catch (IOException failed) {
            throw new StudyException("The results cannot be written to " + out + ": " + failed.getMessage(), failed);
        }
    }

    private void put(String name, String text) throws IOException {
        written.add(Files.writeString(out.resolve(name), text));
    }

    private Map<String, @Nullable Object> provenance(@Nullable String release, long rows) {
        Map<String, @Nullable Object> provenance = new LinkedHashMap<>();
        provenance.put("question", study.question().en());
        provenance.put("release", release);
        provenance.put("study_sha256", sha256(study.text()));
        provenance.put("rows", rows);
        provenance.put("unit", study.unit());
        provenance.put("time", study.time());
        provenance.put("treatment", study.treatment());
        provenance.put("cluster", study.cluster());
        provenance.put("weights", study.weights());
        provenance.put("p_adjusted_by", study.adjust().name());
        return provenance;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String csv(List<StudyResult> results) throws IOException {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(
                text, CSVFormat.RFC4180.builder().setRecordSeparator('\n').get())) {
            boolean header = true;
            for (StudyResult result : results) {
                JsonNode row = MAPPER.valueToTree(result);
                List<String> names = new ArrayList<>();
                List<String> cells = new ArrayList<>();
                row.properties().forEach(field -> {
                    names.add(field.getKey());
                    cells.add(field.getValue().isNull() ? "" : field.getValue().asText());
                });
                if (header) {
                    printer.printRecord(names);
                    header = false;
                }
                printer.printRecord(cells);
            }
        }
        return text.toString();
    }

    /** One plot an outcome of each specification with event times; the first is also the study's own. */
    private void plots(List<StudyResult> results) throws IOException {
        boolean first = true;
        for (StudyPlots.Drawing drawing : StudyPlots.of(StudyWords.english(study, variables), results)) {
            String svg =
                    drawing.plot().svg(new Frame("event-study", Frame.Size.WIDE, Frame.Direction.LEFT_TO_RIGHT, true));
            if (first) {
                put("event-study.svg", svg);
                first = false;
            }
            put(drawing.name() + ".svg", svg);
        }
    }

    private Map<String, String> facts(StudyWords words, @Nullable String release, long rows) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                words.text("facts.data"),
                release == null ? words.text("facts.file") : words.text("facts.release", Map.of("release", release)));
        facts.put(words.text("facts.rows"), words.count(rows));
        facts.put(words.text("facts.unit"), words.label(study.unit()));
        facts.put(words.text("facts.time"), words.time());
        facts.put(words.text("facts.treatment"), words.label(study.treatment()));
        facts.put(words.text("facts.cluster"), words.label(study.cluster()));
        facts.put(words.text("facts.study"), sha256(study.text()).substring(0, 12));
        return facts;
    }
}
