package org.wasl.ingest.contract;

/** A text in the programme's two languages. */
public record Label(String en, String ar) {}
