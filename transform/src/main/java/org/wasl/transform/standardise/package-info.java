/**
 * Standard forms of names, addresses and numbers, and how alike two of them are: plain functions of text, usable alone.
 * {@link org.wasl.transform.standardise.Standardisers} and {@link org.wasl.transform.standardise.Similarities} give
 * them by name; the words they know are the YAML files beside them in {@code standardise/}.
 */
@NullMarked
package org.wasl.transform.standardise;

import org.jspecify.annotations.NullMarked;
