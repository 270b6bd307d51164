/** Linear and mixed integer programs, solved by OR-Tools. */
@NullMarked
package org.wasl.warehouse.disclosure.program;

import org.jspecify.annotations.NullMarked;
