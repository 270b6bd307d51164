/** Impact studies: declared in a file, pinned to a release, the same numbers each time. */
@NullMarked
package org.wasl.warehouse.impact;

import org.jspecify.annotations.NullMarked;
