package org.wasl.warehouse.disclosure.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Whose numbers are asked for.
 *
 * @param name the metric or the table; requests of one population are held against each other
 * @param relation its rows, as SQL that can stand after FROM
 * @param persons how many persons stand behind a set of rows, as an SQL aggregate; {@code count(DISTINCT person)} where one
 *     person has several rows
 * @param time the column of spans of time, each of which is a population of its own; null: there is one
 */
public record Population(
        String name,
        String relation,
        String persons,
        @Nullable String time) {

    /** A population at one time. */
    public Population(String name, String relation, String persons) {
        this(name, relation, persons, null);
    }
}
