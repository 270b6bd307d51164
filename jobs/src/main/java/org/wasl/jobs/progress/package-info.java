@NullMarked
package org.wasl.jobs.progress;

import org.jspecify.annotations.NullMarked;
