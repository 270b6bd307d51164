/** What left before, and what it tells together with what is asked now. */
@NullMarked
package org.wasl.warehouse.disclosure.ledger;

import org.jspecify.annotations.NullMarked;
