package org.wasl.warehouse.disclosure.ledger;

/**
 * Whose numbers are asked for.
 *
 * @param name the metric or the table; requests of one population are held against each other
 * @param relation its rows, as SQL that can stand after FROM
 * @param persons how many persons stand behind a set of rows, as an SQL aggregate
 */
public record Population(String name, String relation, String persons) {}
