package org.wasl.transform.linkage;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.model.Input;
import org.wasl.transform.linkage.review.Decision;

/**
 * What a run is given beside its model.
 *
 * @param truth CSV of pairs known to match, to measure by; or null
 * @param previous results of a run whose entity ids and decisions are kept; or null
 * @param incremental whether also its parameters and pairs are kept, so that only new and changed records are compared
 * @param decisions what people decided since
 * @param labels pairs from which the run learns what matches show
 * @param indexed whether an index is written, so that records can be added later
 */
public record Request(
        List<Input> inputs,
        @Nullable String truth,
        @Nullable String previous,
        boolean incremental,
        List<Decision> decisions,
        List<Decision> labels,
        boolean indexed) {
    public Request {
        inputs = List.copyOf(inputs);
        if (incremental && previous == null) {
            throw new TransformException("an incremental run needs the results of an earlier one: add --previous DIR");
        }
        if (incremental && !labels.isEmpty()) {
            throw new TransformException(
                    "an incremental run keeps the parameters of the earlier one and learns nothing: leave out --labels");
        }
        decisions = List.copyOf(decisions);
        labels = List.copyOf(labels);
    }

    /** These records and nothing else. */
    public static Request of(List<Input> inputs) {
        return new Request(inputs, null, null, false, List.of(), List.of(), false);
    }

    /** The same of other records. */
    public Request withInputs(List<Input> others) {
        return new Request(others, truth, previous, incremental, decisions, labels, indexed);
    }

    /** The same after an earlier run. */
    public Request after(String folder) {
        return new Request(inputs, truth, folder, incremental, decisions, labels, indexed);
    }

    /** The same, only what is new or has changed being compared. */
    public Request incrementally() {
        return new Request(inputs, truth, previous, true, decisions, labels, indexed);
    }

    /** The same with what people decided. */
    public Request with(List<Decision> decided) {
        return new Request(inputs, truth, previous, incremental, decided, labels, indexed);
    }

    /** The same with pairs to learn from. */
    public Request learningFrom(List<Decision> labelled) {
        return new Request(inputs, truth, previous, incremental, decisions, labelled, indexed);
    }

    /** The same, an index being written. */
    public Request withIndex() {
        return new Request(inputs, truth, previous, incremental, decisions, labels, true);
    }

    List<String> sources() {
        return inputs.stream().map(Input::source).toList();
    }
}
