@NullMarked
package org.wasl.jobs.night;

import org.jspecify.annotations.NullMarked;
