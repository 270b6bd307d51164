/** Readers: files of any of the shapes that source systems send, as rows with their line. */
@NullMarked
package org.wasl.ingest.read;

import org.jspecify.annotations.NullMarked;
