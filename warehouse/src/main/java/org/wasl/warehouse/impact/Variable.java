package org.wasl.warehouse.impact;

/** A named column of a regression. */
final class Variable {
    private final String name;
    private final double[] values;

    Variable(String name, double[] values) {
        this.name = name;
        this.values = values;
    }

    String name() {
        return name;
    }

    double[] values() {
        return values;
    }
}
