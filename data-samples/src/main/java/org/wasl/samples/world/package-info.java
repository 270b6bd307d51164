@NullMarked
package org.wasl.samples.world;

import org.jspecify.annotations.NullMarked;
