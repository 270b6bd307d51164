/** Which cells must go with the sensitive ones. */
@NullMarked
package org.wasl.warehouse.disclosure.suppress;

import org.jspecify.annotations.NullMarked;
