@NullMarked
package org.wasl.warehouse.survey;

import org.jspecify.annotations.NullMarked;
