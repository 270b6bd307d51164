@NullMarked
package org.wasl.jobs.cli;

import org.jspecify.annotations.NullMarked;
