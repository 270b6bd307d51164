/** Attacks on what disclosure control lets through. */
@NullMarked
package org.wasl.bench.disclosure;

import org.jspecify.annotations.NullMarked;
