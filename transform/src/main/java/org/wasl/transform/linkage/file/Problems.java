package org.wasl.transform.linkage.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.wasl.transform.TransformException;

/** What is wrong with a model, gathered so that a person sees all of it at once. */
final class Problems {
    private record Problem(int line, String message) {}

    private final String file;
    private final List<Problem> problems = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(int line, String message) {
        problems.add(new Problem(line, message));
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    /** Ends with every problem, sorted by line, if there is any. */
    void raise() {
        if (problems.isEmpty()) return;
        List<String> lines = problems.stream()
                .sorted(Comparator.comparingInt(Problem::line))
                .map(p -> file + ":" + p.line() + ": " + p.message())
                .toList();
        throw new TransformException(
                lines.size() == 1
                        ? lines.get(0)
                        : lines.size() + " problems in the model:\n"
                                + lines.stream().map(l -> "  " + l).collect(Collectors.joining("\n")));
    }
}
