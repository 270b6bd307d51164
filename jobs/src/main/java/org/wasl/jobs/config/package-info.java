@NullMarked
package org.wasl.jobs.config;

import org.jspecify.annotations.NullMarked;
