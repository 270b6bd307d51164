@NullMarked
package org.wasl.transform.linkage;

import org.jspecify.annotations.NullMarked;
