/** What may be printed: small cells and unreliable estimates are held back here. */
@NullMarked
package org.wasl.warehouse.disclosure;

import org.jspecify.annotations.NullMarked;
