@NullMarked
package org.wasl.transform.linkage.constrain;

import org.jspecify.annotations.NullMarked;
