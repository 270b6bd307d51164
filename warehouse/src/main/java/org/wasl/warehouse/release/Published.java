package org.wasl.warehouse.release;

import java.util.List;

/**
 * The release that is now current.
 *
 * @param created false when the same release existed already and was only made current
 */
public record Published(Release release, boolean created, List<CheckResult> checks) {
    public Published {
        checks = List.copyOf(checks);
    }
}
