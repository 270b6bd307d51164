@NullMarked
package org.wasl.transform.link;

import org.jspecify.annotations.NullMarked;
