/** Tables that are protected by changing numbers instead of hiding them. */
@NullMarked
package org.wasl.warehouse.disclosure.perturb;

import org.jspecify.annotations.NullMarked;
