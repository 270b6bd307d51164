/** Where a YAML file is wrong, told as a person finds it. */
@NullMarked
package org.wasl.warehouse.yaml;

import org.jspecify.annotations.NullMarked;
