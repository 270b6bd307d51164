package org.wasl.warehouse.disclosure.table;

/** What a table is split by. */
public record Dimension(String name, Hierarchy hierarchy) {}
