@NullMarked
package org.wasl.transform.linkage.estimate;

import org.jspecify.annotations.NullMarked;
