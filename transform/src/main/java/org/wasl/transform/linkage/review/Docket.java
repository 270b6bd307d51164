package org.wasl.transform.linkage.review;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.model.LinkageModel.Constraint;

/**
 * Decisions of a run before they hold: those of the runs before, of which new ones about the same pair take the place.
 * Each gets the sources of its records, and all of them together must make sense.
 *
 * @param decided what holds
 * @param absent decisions about records that the run does not have; they are kept, and hold again when these come back
 */
public record Docket(Decided decided, List<Decision> absent) {
    public Docket {
        absent = List.copyOf(absent);
    }

    /** Ids of the records that decisions are about. */
    public static Object[] ids(Collection<Decision> kept, Collection<Decision> given) {
        return Stream.concat(kept.stream(), given.stream())
                .flatMap(d -> Stream.of(d.left(), d.right()))
                .distinct()
                .toArray();
    }

    /** Joins decisions.
     *
     * @param kept of the runs before
     * @param given now
     * @param records rows {@code source, id} of the records that have one of the ids
     * @throws TransformException naming both places where decisions contradict each other
     */
    public static Docket of(
            Collection<Decision> kept,
            Collection<Decision> given,
            Collection<Row> records,
            List<String> sources,
            Constraint constraint) {
        Map<String, List<String>> sourcesOf = new HashMap<>();
        records.forEach(row -> sourcesOf
                .computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                .add(sources.get(row.getInt(0))));
        List<Decision> absent = new ArrayList<>();
        Map<RecordPair, Decision> held = new LinkedHashMap<>();
        for (Decision decision : kept) bound(decision, sourcesOf, absent).ifPresent(d -> held.put(d.records(), d));
        Map<RecordPair, Decision> now = new LinkedHashMap<>();
        for (Decision decision : given) {
            bound(decision, sourcesOf, absent).ifPresent(d -> {
                Decision before = now.put(d.records(), d);
                if (before != null && before.same() != d.same()) throw contradiction(d, List.of(before));
            });
        }
        now.forEach((pair, decision) -> {
            held.remove(pair);
            held.put(pair, decision);
        });
        refuteChains(held.values());
        if (constraint != Constraint.NONE) refuseSecondPartners(held.values(), constraint, sources);
        return new Docket(new Decided(held.values()), absent);
    }

    private static Optional<Decision> bound(
            Decision decision, Map<String, List<String>> sourcesOf, List<Decision> absent) {
        String left = source(decision.leftSource(), decision.left(), sourcesOf, decision);
        String right = source(decision.rightSource(), decision.right(), sourcesOf, decision);
        if (left.isEmpty() || right.isEmpty()) {
            absent.add(decision);
            return Optional.empty();
        }
        Decision whole = decision.of(left, right);
        if (whole.records().a().equals(whole.records().b())) {
            throw new TransformException(
                    decision.where() + " is about " + decision.left() + " and itself; a decision needs two records");
        }
        return Optional.of(whole);
    }

    /** The source of a record; empty where the run has no such record. */
    private static String source(
            @org.jspecify.annotations.Nullable String given,
            String id,
            Map<String, List<String>> sourcesOf,
            Decision decision) {
        List<String> found = sourcesOf.getOrDefault(id, List.of());
        if (given != null) return found.contains(given) ? given : "";
        if (found.size() > 1) {
            throw new TransformException(decision.where() + ": the id " + id + " stands in "
                    + String.join(" and ", found) + "; say which in source_l and source_r");
        }
        return found.isEmpty() ? "" : found.get(0);
    }

    /** A pair that was refused must not be joined by a chain of confirmed ones. */
    private static void refuteChains(Collection<Decision> decisions) {
        Map<String, List<Decision>> confirmed = new HashMap<>();
        for (Decision d : decisions) {
            if (!d.same()) continue;
            confirmed.computeIfAbsent(d.records().a(), k -> new ArrayList<>()).add(d);
            confirmed.computeIfAbsent(d.records().b(), k -> new ArrayList<>()).add(d);
        }
        for (Decision d : decisions) {
            if (d.same() || !confirmed.containsKey(d.records().a())) continue;
            List<Decision> chain = chain(d.records().a(), d.records().b(), confirmed);
            if (!chain.isEmpty()) throw contradiction(d, chain);
        }
    }

    /** The shortest chain of confirmed pairs from one record to another; empty where there is none. */
    private static List<Decision> chain(String from, String to, Map<String, List<Decision>> confirmed) {
        Map<String, Decision> reachedBy = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty() && !reachedBy.containsKey(to)) {
            String at = open.remove();
            for (Decision d : confirmed.getOrDefault(at, List.of())) {
                String next = other(d, at);
                if (next.equals(from) || reachedBy.putIfAbsent(next, d) != null) continue;
                open.add(next);
            }
        }
        List<Decision> chain = new ArrayList<>();
        String at = to;
        for (Decision d = reachedBy.get(at); d != null; d = reachedBy.get(at)) {
            chain.add(0, d);
            at = other(d, at);
        }
        return chain;
    }

    private static String other(Decision decision, String record) {
        return decision.records().a().equals(record)
                ? decision.records().b()
                : decision.records().a();
    }

    private static TransformException contradiction(Decision decision, List<Decision> others) {
        String said = decision.same() ? " are the same" : " are not the same";
        String against = others.size() == 1
                ? others.get(0).where() + " says that they are" + (decision.same() ? " not" : "")
                : others.stream().map(Decision::where).collect(Collectors.joining(", ")) + " join them by a chain";
        return new TransformException(decision.where() + " says that " + decision.left() + " and " + decision.right()
                + said + ", but " + against + "; correct one of them");
    }

    /** What the model's constraint allows, people's decisions must keep to. */
    private static void refuseSecondPartners(
            Collection<Decision> decisions, Constraint constraint, List<String> sources) {
        Map<List<String>, Decision> partners = new HashMap<>();
        for (Decision d : decisions) {
            if (!d.same()) continue;
            int l = sources.indexOf(d.leftSource());
            int r = sources.indexOf(d.rightSource());
            boolean inOrder = l < r || (l == r && d.left().compareTo(d.right()) <= 0);
            String left = RecordPair.key(d.leftSource(), d.left());
            String right = RecordPair.key(d.rightSource(), d.right());
            String first = inOrder ? left : right;
            String second = inOrder ? right : left;
            if (constraint == Constraint.ONE_TO_ONE) {
                only(partners, List.of(first), d, constraint);
                only(partners, List.of(second), d, constraint);
            } else {
                only(
                        partners,
                        List.of(first, String.valueOf(inOrder ? d.rightSource() : d.leftSource())),
                        d,
                        constraint);
            }
        }
    }

    private static void only(
            Map<List<String>, Decision> partners, List<String> of, Decision decision, Constraint constraint) {
        Decision before = partners.put(of, decision);
        if (before == null) return;
        throw new TransformException(
                before.where() + " and " + decision.where() + " give " + RecordPair.shown(of.get(0))
                        + " two partners, which the model's constraint "
                        + constraint.name().toLowerCase(java.util.Locale.ROOT)
                        + " does not allow; correct one of them or the model");
    }
}
