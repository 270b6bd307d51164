@NullMarked
package org.wasl.transform;

import org.jspecify.annotations.NullMarked;
