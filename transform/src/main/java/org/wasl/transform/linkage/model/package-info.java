@NullMarked
package org.wasl.transform.linkage.model;

import org.jspecify.annotations.NullMarked;
