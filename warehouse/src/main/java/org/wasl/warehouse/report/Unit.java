package org.wasl.warehouse.report;

/** How a kind of number is written. */
enum Unit {
    COUNT {
        @Override
        String write(Edition edition, double value) {
            return edition.count(value);
        }
    },
    SHARE {
        @Override
        String write(Edition edition, double value) {
            return edition.percent(value, 1);
        }
    },
    POINTS {
        @Override
        String write(Edition edition, double value) {
            return edition.points(value);
        }
    },
    DECIMAL {
        @Override
        String write(Edition edition, double value) {
            return edition.decimal(value, 1);
        }
    },
    RATIO {
        @Override
        String write(Edition edition, double value) {
            return edition.decimal(value, 2);
        }
    };

    abstract String write(Edition edition, double value);
}
