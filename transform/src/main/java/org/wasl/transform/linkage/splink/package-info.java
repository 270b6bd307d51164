@NullMarked
package org.wasl.transform.linkage.splink;

import org.jspecify.annotations.NullMarked;
