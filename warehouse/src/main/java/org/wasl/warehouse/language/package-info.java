/** Words and numbers as a language writes them: texts from YAML, numbers by the locale's rules. */
@NullMarked
package org.wasl.warehouse.language;

import org.jspecify.annotations.NullMarked;
