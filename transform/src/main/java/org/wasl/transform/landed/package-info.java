@NullMarked
package org.wasl.transform.landed;

import org.jspecify.annotations.NullMarked;
