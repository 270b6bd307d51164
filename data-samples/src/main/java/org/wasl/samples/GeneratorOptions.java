package org.wasl.samples;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What to generate.
 *
 * @param scale 1 is the programme's own size (1,927 facilities); 0.1 is the sample in git
 * @param seed the same seed gives the same bytes
 * @param out the inbox to write
 * @param truth where the truth behind the records goes; null for none
 * @param ratesYaml rates of every mess in place of the shipped ones; null for those
 * @param programme the programme's directory: code lists, feeds, instruments
 */
public record GeneratorOptions(
        double scale,
        long seed,
        Path out,
        @Nullable Path truth,
        @Nullable Path ratesYaml,
        Path programme) {
    public GeneratorOptions {
        if (!(scale >= 0.02 && scale <= 1000)) {
            throw new GenerationException("scale " + scale + " is not between 0.02 and 1000");
        }
    }
}
