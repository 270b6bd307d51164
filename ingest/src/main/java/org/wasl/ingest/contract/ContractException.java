package org.wasl.ingest.contract;

import java.util.List;
import java.util.stream.Collectors;

/** Every problem of a programme's configuration at once, by file and line. */
public final class ContractException extends RuntimeException {
    private final transient List<Problem> problems;

    public ContractException(List<Problem> problems) {
        super(message(problems.stream().sorted().distinct().toList()));
        this.problems = problems.stream().sorted().distinct().toList();
    }

    public List<Problem> problems() {
        return problems;
    }

    private static String message(List<Problem> sorted) {
        String all = sorted.stream().map(Problem::toString).collect(Collectors.joining("\n  "));
        return sorted.size() == 1 ? all : sorted.size() + " problems in the programme's configuration:\n  " + all;
    }
}
