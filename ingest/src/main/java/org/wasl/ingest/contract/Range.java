package org.wasl.ingest.contract;

/**
 * An inclusive range; dates count as days since 1970-01-01.
 *
 * @param lowText the lower bound as the contract writes it
 * @param highText the upper bound as the contract writes it
 */
public record Range(double low, double high, String lowText, String highText) {
    public boolean contains(double value) {
        return value >= low && value <= high;
    }
}
