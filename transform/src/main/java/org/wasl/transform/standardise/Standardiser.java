package org.wasl.transform.standardise;

import java.io.Serial;
import java.io.Serializable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A function from a text as written to its standard form. Null, and what nothing is left of, is null. The standard form
 * of a standard form is itself, but for keys of sound and
 * names of legal forms, which are not the text. Safe for use by many threads; on its way to another process it is known by its name.
 *
 * @param does one sentence
 */
public record Standardiser(String name, String does, Form form)
        implements UnaryOperator<@Nullable String>, Serializable {

    /** What is done to a text that is there. */
    @FunctionalInterface
    public interface Form {
        @Nullable String of(String text);
    }

    @Override
    public @Nullable String apply(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String standard = form.of(text);
        return standard == null || standard.isEmpty() ? null : standard;
    }

    @Serial
    private Object writeReplace() {
        return new Name(name);
    }

    private record Name(String name) implements Serializable {
        @Serial
        private Object readResolve() {
            return Standardisers.named(name);
        }
    }
}
