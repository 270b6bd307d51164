/** The metric catalogue: one folder a metric, one way to compute it. */
@NullMarked
package org.wasl.warehouse.catalogue;

import org.jspecify.annotations.NullMarked;
