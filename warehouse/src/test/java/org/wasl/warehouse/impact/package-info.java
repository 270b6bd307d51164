@NullMarked
package org.wasl.warehouse.impact;

import org.jspecify.annotations.NullMarked;
