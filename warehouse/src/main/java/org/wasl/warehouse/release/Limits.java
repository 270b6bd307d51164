package org.wasl.warehouse.release;

/**
 * What a DuckDB session may use.
 *
 * @param memory as DuckDB writes it, for example {@code 1GiB}; its own default is most of the machine
 */
public record Limits(String memory, int threads) {
    public static Limits defaults() {
        return new Limits("1GiB", Math.max(1, Runtime.getRuntime().availableProcessors()));
    }
}
