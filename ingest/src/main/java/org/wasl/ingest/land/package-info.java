/** Landing: typed Parquet parts, rejects, delivery.json. */
@NullMarked
package org.wasl.ingest.land;

import org.jspecify.annotations.NullMarked;
