@NullMarked
package org.wasl.samples.export;

import org.jspecify.annotations.NullMarked;
