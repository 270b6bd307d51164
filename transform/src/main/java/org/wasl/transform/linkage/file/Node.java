package org.wasl.transform.linkage.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** A YAML or JSON document whose every value knows its line, for messages that lead a person to it. */
sealed interface Node {
    int line();

    record Scalar(@Nullable String text, int line) implements Node {}

    record Sequence(List<Node> nodes, int line) implements Node {}

    record Mapping(Map<String, Node> entries, int line) implements Node {}

    static Node parse(String document, Problems problems) {
        try (JsonParser parser = new YAMLFactory().createParser(document)) {
            JsonToken token = parser.nextToken();
            return token == null ? new Mapping(Map.of(), 1) : read(parser, token, problems);
        } catch (JsonProcessingException e) {
            // The parser marks the problem; where reading stood is the token before it, often lines above.
            if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
                problems.add(marked.getProblemMark().getLine() + 1, "not YAML: " + marked.getProblem());
            } else {
                String reason = e.getOriginalMessage().lines().findFirst().orElse("");
                problems.add(e.getLocation() == null ? 1 : e.getLocation().getLineNr(), "not YAML: " + reason);
            }
        } catch (IOException e) {
            problems.add(1, "cannot be read: " + e.getMessage());
        }
        return new Mapping(Map.of(), 1);
    }

    private static Node read(JsonParser parser, JsonToken token, Problems problems) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        if (token == JsonToken.START_ARRAY) {
            List<Node> nodes = new ArrayList<>();
            for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
                nodes.add(read(parser, t, problems));
            }
            return new Sequence(nodes, line);
        }
        if (token == JsonToken.START_OBJECT) {
            Map<String, Node> entries = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                int at = parser.currentTokenLocation().getLineNr();
                Node value = read(parser, parser.nextToken(), problems);
                if (entries.put(key, value) != null) problems.add(at, key + " stands here a second time");
            }
            return new Mapping(entries, line);
        }
        return new Scalar(token == JsonToken.VALUE_NULL ? null : parser.getText(), line);
    }
}
