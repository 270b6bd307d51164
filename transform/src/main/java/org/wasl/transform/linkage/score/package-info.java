@NullMarked
package org.wasl.transform.linkage.score;

import org.jspecify.annotations.NullMarked;
