/** Time until an event when some have not had it yet: Kaplan–Meier and its companions. */
@NullMarked
package org.wasl.warehouse.survival;

import org.jspecify.annotations.NullMarked;
