/** The step that lands deliveries: one partition a delivery, one part a chunk. */
@NullMarked
package org.wasl.jobs.ingest;

import org.jspecify.annotations.NullMarked;
