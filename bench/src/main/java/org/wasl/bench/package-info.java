@NullMarked
package org.wasl.bench;

import org.jspecify.annotations.NullMarked;
