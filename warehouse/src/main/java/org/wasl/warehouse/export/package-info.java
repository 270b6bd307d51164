/** Figures of a release in the formats of other houses; nothing here that disclosure control has not let through. */
@NullMarked
package org.wasl.warehouse.export;

import org.jspecify.annotations.NullMarked;
