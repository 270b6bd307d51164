package org.wasl.warehouse.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * What a metric may be split by; a column of that name in the metric's rows.
 *
 * @param codes the code list that labels its values; null where they label themselves
 */
public record Dimension(String name, Words title, @Nullable String codes) {}
