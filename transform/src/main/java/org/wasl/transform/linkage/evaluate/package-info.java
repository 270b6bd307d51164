@NullMarked
package org.wasl.transform.linkage.evaluate;

import org.jspecify.annotations.NullMarked;
