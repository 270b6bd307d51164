/** Immutable releases of Parquet tables: planned by content, published atomically, verified by hash. */
@NullMarked
package org.wasl.warehouse.release;

import org.jspecify.annotations.NullMarked;
