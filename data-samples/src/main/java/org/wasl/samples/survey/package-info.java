@NullMarked
package org.wasl.samples.survey;

import org.jspecify.annotations.NullMarked;
