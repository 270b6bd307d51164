package org.wasl.transform.linkage;

import java.util.ArrayList;
import java.util.List;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.block.Rule;
import org.wasl.transform.linkage.compare.Kernel;
import org.wasl.transform.linkage.compare.PairSyntax;
import org.wasl.transform.linkage.compare.Slots;
import org.wasl.transform.linkage.file.ModelFile;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.model.LinkageModel.Scope;
import org.wasl.transform.linkage.score.Weights;

/** A model made ready to run: what of a record is read, and in which order. The same wherever it is made. */
final class Plan {
    /** A pair's rules are bits of a number. */
    private static final int MOST_RULES = 30;

    private final LinkageModel model;
    private final Scope scope;
    private final Slots slots = new Slots();
    private final List<Rule> rules = new ArrayList<>();
    private final int predicting;
    private final int[] training;
    private final int deterministic;
    private final List<Integer> frequencySlots;
    private final List<List<Integer>> shown;

    Plan(LinkageModel model, int sources) {
        this.model = model;
        Scope given = model.scope();
        scope = given != null ? given : sources > 1 ? Scope.LINK : Scope.DEDUPE;
        predicting = bits(model.block());
        List<String> blocks = model.estimation().trainingRules();
        training = (blocks.isEmpty() ? model.block() : blocks)
                .stream().mapToInt(this::rule).distinct().toArray();
        deterministic = bits(model.estimation().deterministic());
        kernel();
        frequencySlots = Weights.frequencySlots(model, slots);
        shown = model.comparisons().stream().map(this::shown).toList();
    }

    LinkageModel model() {
        return model;
    }

    Scope scope() {
        return scope;
    }

    Slots slots() {
        return slots;
    }

    /** How many values of a record are read. */
    int width() {
        return slots.expressions().size();
    }

    /** The rules, those of the model first; a rule's bit is its place. */
    List<Rule> rules() {
        return rules;
    }

    /** The rules whose pairs are scored: those of the model. */
    List<Rule> finding() {
        return rules.subList(0, Integer.bitCount(predicting));
    }

    /** Bits of the rules whose pairs are scored. */
    int predicting() {
        return predicting;
    }

    /** Places of the rules in whose pairs m is estimated. */
    int[] training() {
        return training;
    }

    /** Bits of the rules whose pairs are matches. */
    int deterministic() {
        return deterministic;
    }

    /** Slots whose values' frequencies count. */
    List<Integer> frequencySlots() {
        return frequencySlots;
    }

    /** By comparison, the slots of the columns that it reads. */
    List<List<Integer>> shown() {
        return shown;
    }

    /** A kernel, for one thread. */
    Kernel kernel() {
        return new Kernel(model, slots);
    }

    private int bits(List<String> conditions) {
        return conditions.stream().mapToInt(c -> 1 << rule(c)).reduce(0, (a, b) -> a | b);
    }

    private int rule(String condition) {
        for (int i = 0; i < rules.size(); i++) if (rules.get(i).text().equals(condition)) return i;
        if (rules.size() == MOST_RULES) {
            throw new TransformException("a model may have " + MOST_RULES + " rules at most");
        }
        rules.add(Rule.of(condition, slots));
        return rules.size() - 1;
    }

    private List<Integer> shown(LinkageModel.Comparison comparison) {
        return comparison.levels().stream()
                .filter(level -> level.condition() != null)
                .flatMap(level -> PairSyntax.columns(PairSyntax.parse(String.valueOf(level.condition()))).stream())
                .distinct()
                .map(column -> slots.of(ModelFile.quote(column)))
                .toList();
    }
}
