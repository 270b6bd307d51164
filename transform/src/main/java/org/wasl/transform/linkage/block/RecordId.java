package org.wasl.transform.linkage.block;

import java.io.Serializable;

/** A record by the number of its source, from 0, and its id there. */
public record RecordId(int source, String id) implements Serializable {}
