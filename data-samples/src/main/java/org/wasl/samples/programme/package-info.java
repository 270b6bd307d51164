@NullMarked
package org.wasl.samples.programme;

import org.jspecify.annotations.NullMarked;
