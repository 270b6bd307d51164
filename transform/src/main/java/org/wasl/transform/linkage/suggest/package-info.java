@NullMarked
package org.wasl.transform.linkage.suggest;

import org.jspecify.annotations.NullMarked;
