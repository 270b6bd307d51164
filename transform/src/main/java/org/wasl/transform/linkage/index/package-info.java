@NullMarked
package org.wasl.transform.linkage.index;

import org.jspecify.annotations.NullMarked;
