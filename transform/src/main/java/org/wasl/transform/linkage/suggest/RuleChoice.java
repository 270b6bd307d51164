package org.wasl.transform.linkage.suggest;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.suggest.Suggestion.ChosenRule;

/**
 * Chooses blocking rules. First those that find, one by one and at little cost, the likely matches that none before them
 * found. Then, as long as pairs are cheap, one for each column that tells records apart: the matches that look least
 * alike are not among the likely ones, and an agreement that is left is all by which they can be found.
 */
final class RuleChoice {
    /** Pairs by record that a rule may compare. */
    private static final double DEAR = 50;
    /** Pairs by record that all rules may compare once the likely matches are found. */
    private static final double CHEAP = 60;
    /** Records that a block may have. */
    private static final int LARGEST = 5_000;

    /** Likely matches among a rule's pairs from which m is learned there. */
    private static final double TRAINS = 0.05;

    private static final int MOST_TO_FIND = 8;
    private static final int MOST = 16;
    /** A further rule must find this share of the likely matches. */
    private static final double WORTH = 0.002;

    private final int records;
    private final List<long[]> likely;
    private final List<Key> open = new ArrayList<>();
    private final Map<Key, BitSet> found = new HashMap<>();
    private final List<ChosenRule> chosen = new ArrayList<>();
    private final List<Key> rules = new ArrayList<>();
    private final BitSet covered = new BitSet();
    private double pairs;

    /** @param keys the cheapest first */
    RuleChoice(List<Key> keys, List<long[]> likely, int records) {
        this.records = records;
        this.likely = likely;
        keys.stream()
                .filter(key -> key.pairs() <= DEAR * records && key.largest() <= LARGEST)
                .forEach(open::add);
        if (open.isEmpty()) keys.stream().limit(1).forEach(open::add);
        for (Key key : open) {
            BitSet bits = new BitSet(likely.size());
            for (int i = 0; i < likely.size(); i++) {
                if (key.holds((int) likely.get(i)[0], (int) likely.get(i)[1])) bits.set(i);
            }
            found.put(key, bits);
        }
    }

    List<ChosenRule> choose() {
        List<Key> candidates = new ArrayList<>(open);
        while (chosen.size() < MOST_TO_FIND) {
            Key best = best(candidates);
            if (best == null) break;
            candidates.remove(best);
            add(best);
        }
        for (Key key : candidates) {
            if (chosen.size() >= MOST || pairs + key.pairs() > CHEAP * records) break;
            if (key.forms().size() == 1 && key.forms().get(0).prefix() == 0) add(key);
        }
        beginnings(candidates);
        if (chosen.isEmpty() && !open.isEmpty()) add(open.get(open.size() - 1));
        return chosen;
    }

    /** For each column that is long enough to differ in its end, the cheapest key of its beginning. */
    private void beginnings(List<Key> candidates) {
        Set<Integer> begun = new HashSet<>();
        for (Key key : candidates) {
            if (chosen.size() >= MOST || pairs + key.pairs() > CHEAP * records) break;
            List<Key.Form> begin =
                    key.forms().stream().filter(form -> form.prefix() > 0).toList();
            if (begin.size() == 1
                    && key.forms().stream().noneMatch(this::isChosen)
                    && begun.add(begin.get(0).column())) add(key);
        }
    }

    /** Whether a rule that is there asks for nothing else. */
    private boolean isChosen(Key.Form form) {
        return rules.stream().anyMatch(key -> key.forms().equals(List.of(form)));
    }

    private @Nullable Key best(List<Key> candidates) {
        Key best = null;
        double bestWorth = 0;
        for (Key key : candidates) {
            BitSet more = copy(key);
            more.andNot(covered);
            double gain = more.cardinality();
            if (gain < Math.max(1, WORTH * likely.size())) continue;
            // A rule ten times as dear must find twice as much.
            double worth = gain / Math.pow(Math.max(key.pairs(), records), Math.log10(2));
            if (worth > bestWorth) {
                best = key;
                bestWorth = worth;
            }
        }
        return best;
    }

    private void add(Key key) {
        BitSet finds = copy(key);
        covered.or(finds);
        pairs += key.pairs();
        rules.add(key);
        chosen.add(new ChosenRule(
                key.rule(),
                key.pairs(),
                key.largest(),
                finds(key),
                likely.isEmpty() ? 0 : (double) covered.cardinality() / likely.size(),
                chosen.isEmpty() || finds.cardinality() >= TRAINS * key.pairs()));
    }

    /** Of the likely matches that keys of other columns find, the share that this one finds too. */
    private double finds(Key key) {
        BitSet others = new BitSet();
        found.forEach((other, bits) -> {
            if (other.columns().stream().noneMatch(key.columns()::contains)) others.or(bits);
        });
        BitSet both = copy(key);
        both.and(others);
        return others.isEmpty() ? 0 : (double) both.cardinality() / others.cardinality();
    }

    private BitSet copy(Key key) {
        return (BitSet) Objects.requireNonNull(found.get(key)).clone();
    }
}
