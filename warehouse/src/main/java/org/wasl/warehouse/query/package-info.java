/** Read-only DuckDB sessions over one release. */
@NullMarked
package org.wasl.warehouse.query;

import org.jspecify.annotations.NullMarked;
