@NullMarked
package org.wasl.ingest;

import org.jspecify.annotations.NullMarked;
