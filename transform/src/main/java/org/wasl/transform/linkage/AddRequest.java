package org.wasl.transform.linkage;

import java.util.List;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.model.Input;

/**
 * What is added to a run.
 *
 * @param inputs records that are new or have changed; others among them are passed over
 * @param gone files whose ids name records that are no more
 * @param out where what changed goes
 */
public record AddRequest(List<Input> inputs, List<Input> gone, String out) {
    public AddRequest {
        inputs = List.copyOf(inputs);
        gone = List.copyOf(gone);
        if (inputs.isEmpty() && gone.isEmpty()) {
            throw new TransformException("there is nothing to add: give --input FILE, or --gone FILE");
        }
    }
}
