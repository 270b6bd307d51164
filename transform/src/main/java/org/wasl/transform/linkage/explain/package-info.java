@NullMarked
package org.wasl.transform.linkage.explain;

import org.jspecify.annotations.NullMarked;
