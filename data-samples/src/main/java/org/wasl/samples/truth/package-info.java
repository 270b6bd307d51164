@NullMarked
package org.wasl.samples.truth;

import org.jspecify.annotations.NullMarked;
