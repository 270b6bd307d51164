/** Tables as cells and the sums among them, and which cells may not be told. */
@NullMarked
package org.wasl.warehouse.disclosure.table;

import org.jspecify.annotations.NullMarked;
