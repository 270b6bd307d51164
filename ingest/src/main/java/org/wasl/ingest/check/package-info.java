/** Validation: a row becomes Landed or Rejected. */
@NullMarked
package org.wasl.ingest.check;

import org.jspecify.annotations.NullMarked;
