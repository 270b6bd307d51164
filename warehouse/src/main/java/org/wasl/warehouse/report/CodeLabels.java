package org.wasl.warehouse.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The names of codes in one language, from the programme's code lists. A name nobody listed is shown as written. */
final class CodeLabels {
    private final Map<String, Map<String, String>> lists;

    private CodeLabels(Map<String, Map<String, String>> lists) {
        this.lists = lists;
    }

    static CodeLabels read(Path programme, String language) {
        Map<String, Map<String, String>> lists = new HashMap<>();
        try (Stream<Path> files = Files.list(programme.resolve("codes"))) {
            YAMLMapper yaml = new YAMLMapper();
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                JsonNode list = yaml.readTree(file.toFile());
                Map<String, String> labels = new LinkedHashMap<>();
                for (JsonNode entry : list.path("entries")) {
                    String code = entry.path("code").asText();
                    labels.put(code, entry.path(language).asText(code));
                }
                lists.put(list.path("list").asText(), labels);
            }
        } catch (IOException e) {
            throw new ReportException(programme.resolve("codes") + " cannot be read: " + e.getMessage(), e);
        }
        return new CodeLabels(lists);
    }

    String label(String list, String code) {
        return lists.getOrDefault(list, Map.of()).getOrDefault(code, code);
    }

    /** The codes of a list, in its order. */
    List<String> codes(String list) {
        return new ArrayList<>(lists.getOrDefault(list, Map.of()).keySet());
    }
}
