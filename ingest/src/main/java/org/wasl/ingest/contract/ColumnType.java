package org.wasl.ingest.contract;

import java.util.Locale;

/** What a column's cells are once landed. */
public enum ColumnType {
    STRING,
    CODE,
    PHONE,
    EMAIL,
    QID,
    INTEGER,
    DECIMAL,
    BOOLEAN,
    DATE,
    TIMESTAMP,
    LIST;

    /** The word that contracts use for it, which is also the default class of its pseudonyms. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
