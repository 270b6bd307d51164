package org.wasl.warehouse.disclosure.ledger;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whose numbers are asked for.
 *
 * @param name the metric or the table
 * @param relation its rows, as SQL that can stand after FROM
 * @param persons how many persons stand behind a set of rows, as an SQL aggregate; {@code count(DISTINCT person)} where one
 *     person has several rows
 * @param unit what names a person, or a site with its residents, in whichever population it stands, as SQL; null: rows are
 *     told apart by their cells alone
 * @param universe populations of one universe are held against each other, by their units
 * @param time the column of spans of time, which is the first that splits a table of it; null: there are none
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Population(
        String name,
        String relation,
        String persons,
        @Nullable String unit,
        String universe,
        @Nullable String time) {
    private static final Pattern DISTINCT = Pattern.compile("(?is)\\s*count\\s*\\(\\s*DISTINCT\\s+(.+)\\)\\s*");

    /** A population without spans of time, of the universe of the person it counts, or else of its own. */
    public static Population of(String name, String relation, String persons) {
        return of(name, relation, persons, null, null, true);
    }

    /**
     * A population of the universe of whom or what it counts.
     *
     * @param unit the column that names what a row is of, where persons are added up and not counted
     * @param joined whether all its rows are of one span of time, so that a unit is the same as in other populations
     */
    public static Population of(
            String name,
            String relation,
            String persons,
            @Nullable String unit,
            @Nullable String time,
            boolean joined) {
        Matcher distinct = DISTINCT.matcher(persons);
        String counted = distinct.matches() ? distinct.group(1).strip() : unit;
        if (counted == null) {
            return new Population(name, relation, persons, null, name, time);
        }
        String universe = (counted + (distinct.matches() ? "" : " " + persons)).replace("\"", "");
        return joined || time == null
                ? new Population(name, relation, persons, counted, universe, time)
                : new Population(
                        name, relation, persons, counted + " || chr(1) || " + time, universe + " by time", time);
    }

    /** The part of it that is of some spans of time. */
    Population within(Collection<String> spans) {
        return time == null
                ? this
                : new Population(
                        name,
                        "(SELECT * FROM " + relation + " WHERE " + time + " IN ("
                                + spans.stream()
                                        .map(span -> "'" + span.replace("'", "''") + "'")
                                        .collect(Collectors.joining(", "))
                                + "))",
                        persons,
                        unit,
                        universe,
                        time);
    }

    /** Whether every unit is one person. */
    boolean ofPersons() {
        return DISTINCT.matcher(persons).matches();
    }
}
