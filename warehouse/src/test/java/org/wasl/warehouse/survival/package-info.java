@NullMarked
package org.wasl.warehouse.survival;

import org.jspecify.annotations.NullMarked;
