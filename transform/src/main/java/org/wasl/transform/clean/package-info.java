@NullMarked
package org.wasl.transform.clean;

import org.jspecify.annotations.NullMarked;
