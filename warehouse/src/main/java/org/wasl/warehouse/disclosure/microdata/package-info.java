/** Records for researchers: nobody among fewer than k, and what that costs. */
@NullMarked
package org.wasl.warehouse.disclosure.microdata;

import org.jspecify.annotations.NullMarked;
