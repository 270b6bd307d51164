@NullMarked
package org.wasl.jobs;

import org.jspecify.annotations.NullMarked;
