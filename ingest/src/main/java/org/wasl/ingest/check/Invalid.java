package org.wasl.ingest.check;

/** Why a cell has no value. */
record Invalid(String rule, String message) {}
