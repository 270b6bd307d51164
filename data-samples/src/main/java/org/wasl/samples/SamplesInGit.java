package org.wasl.samples;

import java.nio.file.Path;

/** Writes the samples that stand in git: {@code SamplesInGit <repository>}. The seed and scale are theirs. */
public final class SamplesInGit {
    static final double SCALE = 0.1;
    static final long SEED = 20210731;

    private SamplesInGit() {}

    public static void main(String[] args) {
        Path repository = Path.of(args[0]);
        Path samples = repository.resolve("data-samples");
        Generator.generate(new GeneratorOptions(
                SCALE,
                SEED,
                samples.resolve("better-connections"),
                samples.resolve("better-connections-truth"),
                null,
                repository.resolve("programmes/better-connections")));
    }
}
