package org.wasl.samples.world;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wasl.samples.programme.Programme;

/** The employers behind the sites: names, registrations, size, joining, changes of name, mergers. */
final class EmployerBuilder {
    private static final int FIVE_DIGITS = 89_989; // prime: every index gets a registration of its own
    private static final int SIX_DIGITS = 899_981;

    private final long seed;
    private final Programme programme;
    private final FirmNames firms;

    EmployerBuilder(long seed, Names names, Programme programme) {
        this.seed = seed;
        this.programme = programme;
        this.firms = new FirmNames(names, seed);
    }

    List<Employer> build(int count, int engaged, List<Site> sites, List<Facility> facilities) {
        long[] residents = new long[count];
        for (Site site : sites) {
            residents[site.employer()] += site.residents();
        }
        LocalDate[] first = new LocalDate[count];
        for (Facility f : facilities) {
            LocalDate known = first[f.employer()];
            first[f.employer()] = known == null || f.openedOn().isBefore(known) ? f.openedOn() : known;
        }
        List<Employer> employers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            employers.add(employer(i, count, residents[i], first[i]));
        }
        return employers;
    }

    private Employer employer(int index, int count, long residents, @Nullable LocalDate firstOpening) {
        Draw draw = Draw.of(seed, "employer", index);
        FirmNames.Firm firm = firms.firm(index);
        int lowWage =
                (int) Math.round((residents == 0 ? draw.between(400, 5000) : residents) * (1 + draw.uniform() / 4));
        int workers = (int) Math.round(lowWage * (1.04 + 0.3 * draw.uniform()));
        LocalDate joined = null;
        if (firstOpening != null) {
            LocalDate earliest = programme.calendar().phases().get(0).first().plusDays(20);
            LocalDate day = WorldBuilder.workday(firstOpening.minusDays(draw.between(25, 330)));
            joined = day.isBefore(earliest) ? WorldBuilder.workday(earliest.plusDays(draw.below(30))) : day;
        } else if (draw.chance(0.5)) {
            joined = draw.date(LocalDate.of(2018, 1, 1), LocalDate.of(2021, 5, 31));
        }
        int branches = draw.chance(0.35) ? draw.between(1, 3) : 0;
        boolean registered = draw.chance(0.93) || joined == null;
        Employer.Renamed renamed = null;
        Employer.Absorbed absorbed = null;
        if (draw.chance(0.06)) {
            FirmNames.Firm later = firms.renamed(firm, index);
            LocalDate on = draw.date(LocalDate.of(2017, 1, 1), LocalDate.of(2020, 11, 30));
            renamed = new Employer.Renamed(on, later.nameEn(), later.nameAr());
        } else if (registered && draw.chance(0.04)) {
            FirmNames.Firm other = firms.firm(count + index);
            LocalDate on = draw.date(LocalDate.of(2017, 1, 1), LocalDate.of(2020, 11, 30));
            absorbed = new Employer.Absorbed(
                    on, registration(count + index, count), other.nameEn(), other.nameAr(), draw.between(80, 900));
        }
        return new Employer(
                index,
                firm.nameEn(),
                firm.nameAr(),
                firm.sector(),
                registration(index, count),
                branches,
                workers,
                lowWage,
                joined,
                registered,
                renamed,
                absorbed);
    }

    private static int registration(int index, int count) {
        return 2 * count < FIVE_DIGITS
                ? 10_007 + (int) (index * 7919L % FIVE_DIGITS)
                : 100_003 + (int) (index * 7919L % SIX_DIGITS);
    }
}
