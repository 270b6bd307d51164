/** From a source system's file to landed rows, with nothing lost on the way. */
@NullMarked
package org.wasl.ingest;

import org.jspecify.annotations.NullMarked;
