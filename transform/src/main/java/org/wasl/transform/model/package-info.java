@NullMarked
package org.wasl.transform.model;

import org.jspecify.annotations.NullMarked;
