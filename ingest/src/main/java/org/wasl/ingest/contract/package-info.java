/** Feed contracts, code lists and instruments: read from YAML, checked, bound to records. */
@NullMarked
package org.wasl.ingest.contract;

import org.jspecify.annotations.NullMarked;
