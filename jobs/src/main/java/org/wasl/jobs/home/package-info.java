@NullMarked
package org.wasl.jobs.home;

import org.jspecify.annotations.NullMarked;
