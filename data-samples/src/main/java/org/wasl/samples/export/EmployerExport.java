package org.wasl.samples.export;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.wasl.samples.programme.CodeList;
import org.wasl.samples.world.Draw;
import org.wasl.samples.world.Employer;
import org.wasl.samples.world.Names;
import org.wasl.samples.world.Spelling;
import org.wasl.samples.world.Text;

/** The labour registry (every registration, branches too) and the enrolment forms: one employer, spelled twice. */
public final class EmployerExport {
    private static final String FEED = "employer";
    private static final int[] SIZE_LIMITS = {10, 50, 250, 1000};

    private final Exports exports;
    private final Names names;
    private final Spelling spelling;

    public EmployerExport(Exports exports) {
        this.exports = exports;
        this.names = exports.world().names();
        this.spelling = new Spelling(names);
    }

    public void write() throws IOException {
        List<Delivery> deliveries = Delivery.of(FEED);
        for (int i = 0; i < deliveries.size(); i++) {
            Delivery delivery = deliveries.get(i);
            try (Sheet sheet = exports.open(FEED, delivery)) {
                for (Employer employer : exports.world().employers()) {
                    // A row is never ruined in every delivery of its register.
                    boolean mayRuin = (employer.index() + i) % 2 == 0;
                    if (delivery.source().equals("enrolment")) {
                        enrolled(sheet, employer, delivery.day(), mayRuin);
                    } else {
                        registered(sheet, employer, delivery.day(), mayRuin);
                    }
                }
            }
        }
    }

    private void registered(Sheet sheet, Employer employer, LocalDate asOf, boolean mayRuin) throws IOException {
        LocalDate joined = employer.joinedOn();
        if (!employer.registered() || (joined != null && asOf.isBefore(joined.minusYears(2)))) {
            return;
        }
        String main = Integer.toString(employer.registration());
        int parts = employer.branches() + 3;
        String en = employer.nameEn(asOf);
        String ar = employer.nameAr(asOf);
        for (int branch = 0; branch <= employer.branches(); branch++) {
            int share = branch == 0 ? parts - employer.branches() : 1;
            String no = Text.digits(branch, 2);
            Row row = named(
                    branch == 0 ? en : en + " - " + names.branch().en() + " " + no,
                    branch == 0 ? ar : ar + " - " + names.branch().ar() + " " + no,
                    Draw.of(exports.seed(), "registry-name", employer.index(), branch));
            row.put("cr_number", branch == 0 ? main : main + "/" + no)
                    .put("establishment_id", Employer.establishment(employer.registration()))
                    .put("sector", employer.sector())
                    .put("size_band", sizeBand(employer.workers()))
                    .put("workers", (long) employer.workers() * share / parts)
                    .put("low_wage_workers", (long) employer.lowWage() * share / parts);
            sheet.add(row, employer.id(), "", mayRuin);
        }
        Employer.Absorbed absorbed = employer.absorbed();
        if (absorbed != null) {
            boolean merged = !asOf.isBefore(absorbed.on());
            Row row = merged
                    ? new Row()
                            .put("name_en", en + " (" + names.formerly().en() + " " + absorbed.nameEn() + ")")
                            .put("name_ar", ar + " (" + names.formerly().ar() + " " + absorbed.nameAr() + ")")
                    : new Row().put("name_en", absorbed.nameEn()).put("name_ar", absorbed.nameAr());
            int registration = merged ? employer.registration() : absorbed.registration();
            row.put("cr_number", absorbed.registration())
                    .put("establishment_id", Employer.establishment(registration))
                    .put("sector", employer.sector())
                    .put("size_band", sizeBand(absorbed.workers()))
                    .put("workers", absorbed.workers())
                    .put("low_wage_workers", absorbed.workers() * 4 / 5);
            sheet.add(row, employer.id(), "", mayRuin);
        }
    }

    /** Both names, one of them now and then left out. */
    private Row named(String en, String ar, Draw draw) {
        boolean noArabic = draw.chance(exports.rates().name("arabic_missing"));
        boolean noEnglish = !noArabic && draw.chance(exports.rates().name("english_missing"));
        return new Row()
                .put("name_en", en, noEnglish ? "" : en, "name_missing")
                .put("name_ar", ar, noArabic ? "" : ar, "name_missing");
    }

    private void enrolled(Sheet sheet, Employer employer, LocalDate asOf, boolean mayRuin) throws IOException {
        LocalDate joined = employer.joinedOn();
        if (joined == null || joined.isAfter(asOf)) {
            return;
        }
        Draw draw = Draw.of(exports.seed(), "enrolment", employer.index());
        // The form keeps the name of the day on which it was filled in.
        String en = employer.nameEn(joined);
        String ar = employer.nameAr(joined);
        boolean noArabic = draw.chance(2 * exports.rates().name("arabic_missing"));
        boolean noEnglish = !noArabic && draw.chance(2 * exports.rates().name("english_missing"));
        String writtenEn = noEnglish ? "" : respelled(en, true, draw);
        String writtenAr = noArabic ? "" : respelled(ar, false, draw);
        String cr = Integer.toString(employer.registration());
        boolean noCr = draw.chance(exports.rates().name("cr_missing"));
        String given = draw.pick(names.given());
        String family = draw.pick(names.family());
        int workers = (int) Math.round(employer.workers() * (0.85 + 0.3 * draw.uniform()));
        Row row = new Row()
                .put("enrolment_no", "ENR-" + Text.digits(employer.index() + 1L, 4))
                .put("name_en", en, writtenEn, noEnglish ? "name_missing" : "employer_respelled")
                .put("name_ar", ar, writtenAr, noArabic ? "name_missing" : "employer_respelled")
                .put("cr_number", cr, noCr ? "" : cr, "cr_missing")
                .put("sector", employer.sector())
                .put("size_band", sizeBand(workers))
                .put("workers", workers)
                .put("low_wage_workers", workers * 4 / 5)
                .put("joined_on", joined)
                .put("contact_name", given + " " + family)
                .put("contact_phone", "+974" + (30_000_000 + draw.below(49_999_999)))
                .put(
                        "contact_email",
                        (given + "." + family + "@employer" + (employer.index() + 1) + ".example")
                                .toLowerCase(java.util.Locale.ROOT));
        sheet.add(row, employer.id(), "", mayRuin);
    }

    private String respelled(String name, boolean english, Draw draw) {
        String out = name;
        if (draw.chance(exports.rates().name("employer_respelled"))) {
            out = english ? spelling.english(out, draw) : spelling.arabic(out, draw);
        }
        return draw.chance(exports.rates().name("typing_error")) ? spelling.slip(out, draw) : out;
    }

    private String sizeBand(int workers) {
        List<CodeList.Entry> bands = exports.programme().codeList("size_band").entries();
        int at = 0;
        while (at < SIZE_LIMITS.length && at < bands.size() - 1 && workers >= SIZE_LIMITS[at]) {
            at++;
        }
        return bands.get(at).code();
    }
}
