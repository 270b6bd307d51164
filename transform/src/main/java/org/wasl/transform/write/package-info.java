@NullMarked
package org.wasl.transform.write;

import org.jspecify.annotations.NullMarked;
