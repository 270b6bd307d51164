/** Protection of a user's own file, as a few lines of YAML ask for it. */
@NullMarked
package org.wasl.warehouse.disclosure.job;

import org.jspecify.annotations.NullMarked;
