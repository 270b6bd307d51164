@NullMarked
package org.wasl.transform.linkage.cluster;

import org.jspecify.annotations.NullMarked;
