@NullMarked
package org.wasl.warehouse;

import org.jspecify.annotations.NullMarked;
