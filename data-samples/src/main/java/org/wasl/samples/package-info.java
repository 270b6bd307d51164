@NullMarked
package org.wasl.samples;

import org.jspecify.annotations.NullMarked;
