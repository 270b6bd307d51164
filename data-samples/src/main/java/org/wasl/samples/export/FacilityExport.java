package org.wasl.samples.export;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.wasl.samples.world.Draw;
import org.wasl.samples.world.Employer;
import org.wasl.samples.world.Facility;
import org.wasl.samples.world.Site;
import org.wasl.samples.world.Spelling;
import org.wasl.samples.world.Text;
import org.wasl.samples.world.World;

/** The field teams' register: every facility opened so far, in every delivery. */
public final class FacilityExport {
    private static final String FEED = "facility";

    private final Exports exports;
    private final World world;
    private final Spelling spelling;
    private final List<Delivery> deliveries = Delivery.of(FEED);

    public FacilityExport(Exports exports) {
        this.exports = exports;
        this.world = exports.world();
        this.spelling = new Spelling(world.names());
    }

    public void write() throws IOException {
        for (int i = 0; i < deliveries.size(); i++) {
            try (Sheet sheet = exports.open(FEED, deliveries.get(i))) {
                snapshot(sheet, i);
            }
        }
    }

    private void snapshot(Sheet sheet, int ordinal) throws IOException {
        Delivery delivery = sheet.delivery();
        List<Facility> facilities = new ArrayList<>();
        for (Facility facility : world.facilities()) {
            if (!facility.openedOn().isAfter(delivery.day())) {
                facilities.add(facility);
            }
        }
        boolean merged = delivery.is("merged_cells");
        if (merged) {
            facilities.sort(Comparator.comparingInt(Facility::employer).thenComparingInt(Facility::index));
        }
        int runStart = 0;
        int lastLine = 0;
        int employer = -1;
        for (Facility facility : facilities) {
            boolean joins = merged && facility.employer() == employer && inMergedRun(facility);
            Row row = row(facility, delivery, ordinal, joins);
            int line = sheet.add(row, facility.id(), world.employerOf(facility).id(), mayRuin(facility, ordinal));
            if (!joins) {
                merge(sheet, runStart, lastLine);
                runStart = line;
            }
            lastLine = line;
            employer = facility.employer();
            if (facility.twice() > 0) {
                Row again = twice(facility, row, delivery);
                lastLine = sheet.add(
                        again, facility.id(), world.employerOf(facility).id(), false);
                employer = -1;
                merge(sheet, runStart, line);
                runStart = lastLine;
            }
        }
        merge(sheet, runStart, lastLine);
    }

    private boolean inMergedRun(Facility facility) {
        return Draw.of(exports.seed(), "merged", facility.index())
                .chance(exports.rates().name("merged_cell"));
    }

    private static void merge(Sheet sheet, int first, int last) {
        XlsxTable workbook = sheet.workbook();
        if (workbook != null && sheet.delivery().is("merged_cells") && first > 0 && last > first) {
            workbook.merge(sheet.columnAt("employer_name"), first, last);
        }
    }

    /** Every facility has one delivery in which its row is whole, and not the one that is corrected later. */
    private boolean mayRuin(Facility facility, int ordinal) {
        List<Integer> safe = new ArrayList<>();
        for (int i = 0; i < deliveries.size(); i++) {
            Delivery delivery = deliveries.get(i);
            if (!facility.openedOn().isAfter(delivery.day()) && !delivery.is("wrong_residents")) {
                safe.add(i);
            }
        }
        return !safe.isEmpty() && safe.get(facility.index() % safe.size()) != ordinal;
    }

    private Row row(Facility facility, Delivery delivery, int ordinal, boolean mergedAway) {
        Site site = world.siteOf(facility);
        Draw draw = Draw.of(exports.seed(), "facility-row", facility.index());
        LocalDate closed = facility.closedOn();
        Row row = new Row()
                .put("facility_no", facility.numberText())
                .put("municipality", site.municipality())
                .put("zone", site.zone())
                .put("street", site.street())
                .put("building", site.building())
                .put("accommodation_type", site.type())
                .put("beds", site.beds())
                .put("opened_on", facility.openedOn())
                .put("closed_on", closed == null || closed.isAfter(delivery.day()) ? "" : closed.toString())
                .put("computers", facility.computers())
                .put("modems", 1)
                .put("phase", exports.programme().phase(facility.openedOn()))
                .put("provider", facility.provider())
                .put("opening_hours", facility.hours())
                .put("photo_ref", "IMG_" + Text.digits(draw.below(10_000), 4) + ".jpg");
        residents(row, facility, site, delivery);
        place(row, site, draw);
        // A spelling stays for some deliveries, then somebody types the register anew.
        Draw typed = Draw.of(exports.seed(), "facility-typed", facility.index(), ordinal / 4);
        siteName(row, site, typed, delivery);
        employerName(row, world.employerOf(facility), typed, facility.openedOn(), mergedAway);
        return row;
    }

    private void residents(Row row, Facility facility, Site site, Delivery delivery) {
        String residents = Integer.toString(site.residents());
        boolean wrong = delivery.is("wrong_residents")
                && Draw.of(exports.seed(), "wrong-residents", facility.index()).chance(0.08);
        if (wrong) {
            row.put("residents", residents, residents + "0", "corrected_later");
        } else {
            row.put("residents", residents);
        }
    }

    private void place(Row row, Site site, Draw draw) {
        String lat = Text.decimal(site.latitude(), 5);
        String lon = Text.decimal(site.longitude(), 5);
        double swapped = exports.rates().coordinate("swapped");
        double zero = exports.rates().coordinate("zero");
        double missing = exports.rates().coordinate("missing");
        switch (draw.weighted(swapped, zero, missing, Math.max(0, 1 - swapped - zero - missing))) {
            case 0 ->
                row.put("latitude", lat, lon, "coordinates_swapped").put("longitude", lon, lat, "coordinates_swapped");
            case 1 -> row.put("latitude", lat, "0", "coordinates_zero").put("longitude", lon, "0", "coordinates_zero");
            case 2 ->
                row.put("latitude", lat, "", "coordinates_missing").put("longitude", lon, "", "coordinates_missing");
            default -> row.put("latitude", lat).put("longitude", lon);
        }
    }

    private void siteName(Row row, Site site, Draw draw, Delivery delivery) {
        String written = site.name();
        if (delivery.headers().equals("arabic") || draw.chance(exports.rates().name("site_in_arabic"))) {
            row.put("site_name", site.name(), site.nameAr(), "site_in_arabic");
            return;
        }
        if (draw.chance(exports.rates().name("site_respelled"))) {
            written = spelling.english(written, draw);
        }
        row.put("site_name", site.name(), written, "site_respelled");
    }

    private void employerName(Row row, Employer employer, Draw draw, LocalDate opened, boolean mergedAway) {
        String clean = employer.nameEn(opened);
        String written = clean;
        String mess = "employer_respelled";
        if (mergedAway) {
            written = "";
            mess = "merged_cell";
        } else if (draw.chance(exports.rates().name("employer_missing"))) {
            written = "";
            mess = "employer_missing";
        } else if (draw.chance(exports.rates().name("employer_in_arabic"))) {
            written = spelling.arabic(employer.nameAr(opened), draw);
            mess = "employer_in_arabic";
        } else {
            if (draw.chance(exports.rates().name("employer_respelled"))) {
                written = spelling.english(written, draw);
            }
            if (draw.chance(exports.rates().name("typing_error"))) {
                written = spelling.slip(written, draw);
            }
        }
        row.put("employer_name", clean, written, mess);
    }

    /** The same facility a second time: its date some days off, its site spelled by somebody else. */
    private Row twice(Facility facility, Row row, Delivery delivery) {
        Draw draw = Draw.of(exports.seed(), "facility-twice", facility.index());
        Site site = world.siteOf(facility);
        LocalDate off = facility.openedOn().plusDays(facility.twice());
        LocalDate bounded = off.isAfter(delivery.day()) ? facility.openedOn().minusDays(facility.twice()) : off;
        String day = delivery.dayFirst() ? Rendering.dayFirst(bounded) : bounded.toString();
        Row again = row.copy();
        again.put("site_name", site.name(), spelling.english(site.name(), draw), "site_respelled");
        again.put("opened_on", facility.openedOn().toString(), day, "registered_twice");
        return again;
    }
}
