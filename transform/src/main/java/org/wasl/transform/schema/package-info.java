@NullMarked
package org.wasl.transform.schema;

import org.jspecify.annotations.NullMarked;
