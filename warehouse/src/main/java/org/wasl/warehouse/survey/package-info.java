/**
 * Design-based survey estimation: a {@link org.wasl.warehouse.survey.Design} is read once and every
 * {@link org.wasl.warehouse.survey.Estimator} keeps the whole of it, domains included.
 */
@NullMarked
package org.wasl.warehouse.survey;

import org.jspecify.annotations.NullMarked;
