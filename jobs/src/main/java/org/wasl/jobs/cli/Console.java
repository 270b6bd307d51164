package org.wasl.jobs.cli;

import java.io.PrintStream;
import java.time.Clock;

/**
 * What a command sees of the world besides its arguments.
 *
 * @param out results, and nothing else
 * @param err messages and progress
 * @param terminal whether a person watches
 */
public record Console(PrintStream out, PrintStream err, boolean terminal, Clock clock) {}
