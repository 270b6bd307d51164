@NullMarked
package org.wasl.transform.linkage.compare;

import org.jspecify.annotations.NullMarked;
