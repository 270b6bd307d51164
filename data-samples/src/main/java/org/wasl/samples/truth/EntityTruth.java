package org.wasl.samples.truth;

import java.io.IOException;
import java.util.Collection;
import java.util.Objects;
import org.wasl.samples.world.Employer;
import org.wasl.samples.world.Facility;
import org.wasl.samples.world.Site;
import org.wasl.samples.world.World;

/** The entities of the true world, and the totals that follow from them. */
public final class EntityTruth {
    private final World world;
    private final Truth truth;

    public EntityTruth(World world, Truth truth) {
        this.world = world;
        this.truth = truth;
    }

    public void write() throws IOException {
        employers();
        sites();
        facilities();
        totals();
    }

    private void employers() throws IOException {
        Truth.Rows rows = truth.table(
                "entities/employer",
                "employer_id",
                "name_en",
                "name_ar",
                "cr_number",
                "joined_on",
                "renamed_on",
                "later_name_en",
                "absorbed_on",
                "absorbed_cr_number");
        for (Employer e : world.employers()) {
            Employer.Renamed renamed = e.renamed();
            Employer.Absorbed absorbed = e.absorbed();
            rows.row(
                    e.id(),
                    e.nameEn(),
                    e.nameAr(),
                    e.registration(),
                    Objects.toString(e.joinedOn(), ""),
                    renamed == null ? "" : renamed.on(),
                    renamed == null ? "" : renamed.nameEn(),
                    absorbed == null ? "" : absorbed.on(),
                    absorbed == null ? "" : absorbed.registration());
        }
    }

    private void sites() throws IOException {
        Truth.Rows rows = truth.table(
                "entities/site",
                "site_id",
                "name",
                "municipality",
                "accommodation_type",
                "residents",
                "frame_no",
                "employer_id",
                "first_opened_on");
        for (Site s : world.sites()) {
            rows.row(
                    s.id(),
                    s.name(),
                    s.municipality(),
                    s.type(),
                    s.residents(),
                    s.frameNumber(),
                    "e" + (s.employer() + 1),
                    Objects.toString(s.opened(), ""));
        }
    }

    private void facilities() throws IOException {
        Truth.Rows rows = truth.table(
                "entities/facility",
                "facility_id",
                "facility_no",
                "site_id",
                "employer_id",
                "opened_on",
                "closed_on",
                "computers");
        for (Facility f : world.facilities()) {
            rows.row(
                    f.id(),
                    f.numberText(),
                    world.siteOf(f).id(),
                    world.employerOf(f).id(),
                    f.openedOn(),
                    Objects.toString(f.closedOn(), ""),
                    f.computers());
        }
    }

    private void totals() throws IOException {
        Collection<Facility> all = world.facilities();
        total("employers", world.employers().size());
        total(
                "employers_engaged",
                all.stream().map(Facility::employer).distinct().count());
        total("facilities", all.size());
        total(
                "facilities_closed",
                all.stream().filter(f -> f.closedOn() != null).count());
        total("sites_served", all.stream().map(Facility::site).distinct().count());
        total(
                "workers_covered",
                all.stream()
                        .filter(f -> f.closedOn() == null)
                        .map(Facility::site)
                        .distinct()
                        .mapToLong(s -> world.sites().get(s).residents())
                        .sum());
    }

    /** A total of the true world. */
    public void total(String name, long value) throws IOException {
        truth.table("totals", "name", "value").row(name, value);
    }
}
