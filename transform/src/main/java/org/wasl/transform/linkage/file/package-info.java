@NullMarked
package org.wasl.transform.linkage.file;

import org.jspecify.annotations.NullMarked;
