@NullMarked
package org.wasl.transform.linkage.standardise;

import org.jspecify.annotations.NullMarked;
