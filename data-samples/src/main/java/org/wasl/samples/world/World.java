package org.wasl.samples.world;

import java.time.LocalDate;
import java.util.List;
import org.wasl.samples.programme.Programme;

/** The programme as it truly was: who employs, who lives where, what opened when. Devices and people are derived. */
public record World(
        long seed,
        double scale,
        Programme programme,
        Names names,
        List<Employer> employers,
        List<Site> sites,
        List<Facility> facilities) {
    /** The day of the last records. */
    public LocalDate end() {
        return programme.calendar().last();
    }

    public Site siteOf(Facility facility) {
        return sites.get(facility.site());
    }

    public Employer employerOf(Facility facility) {
        return employers.get(facility.employer());
    }
}
