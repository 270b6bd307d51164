/** What an attacker can work out from what was published. */
@NullMarked
package org.wasl.warehouse.disclosure.audit;

import org.jspecify.annotations.NullMarked;
