package org.wasl.warehouse.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * What is wrong with a text as YAML, and where. The place is the one that the parser marks, not the one where reading
 * stood: that is the last token before it, often lines above.
 *
 * @param line from 1; 0 where no place is known
 * @param column from 1
 */
public record YamlFault(int line, int column, String reason) {

    /** The fault behind an exception of reading YAML. */
    public static YamlFault of(JsonProcessingException failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof MarkedYAMLException marked && marked.getProblemMark() != null) return of(marked);
        }
        JsonLocation at = failure.getLocation();
        String reason = firstLine(failure.getOriginalMessage());
        return at == null ? new YamlFault(0, 0, reason) : new YamlFault(at.getLineNr(), at.getColumnNr(), reason);
    }

    private static YamlFault of(MarkedYAMLException failure) {
        Mark at = failure.getProblemMark();
        Mark from = failure.getContextMark();
        String begun = from == null || from.getIndex() == at.getIndex()
                ? ""
                : ", " + firstLine(failure.getContext()) + " from line " + (from.getLine() + 1) + ", column "
                        + (from.getColumn() + 1);
        return new YamlFault(at.getLine() + 1, at.getColumn() + 1, firstLine(failure.getProblem()) + begun);
    }

    /** The whole message: file, line, column, reason. */
    public String in(String file) {
        return place(file, line, column) + ": not YAML: " + reason;
    }

    /** A place as compilers write it; without line or column where they are not known. */
    public static String place(String file, int line, int column) {
        return file + (line > 0 ? ":" + line + (column > 0 ? ":" + column : "") : "");
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}
