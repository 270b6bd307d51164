/** Queries whose answers may be published. */
@NullMarked
package org.wasl.warehouse.disclosure.query;

import org.jspecify.annotations.NullMarked;
