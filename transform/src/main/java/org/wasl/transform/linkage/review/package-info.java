@NullMarked
package org.wasl.transform.linkage.review;

import org.jspecify.annotations.NullMarked;
