@NullMarked
package org.wasl.transform.linkage.block;

import org.jspecify.annotations.NullMarked;
