@NullMarked
package org.wasl.transform.linkage.report;

import org.jspecify.annotations.NullMarked;
