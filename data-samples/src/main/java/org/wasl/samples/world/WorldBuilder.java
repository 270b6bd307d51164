package org.wasl.samples.world;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.wasl.samples.programme.Programme;

/** Builds the true world: totals of the programme's page at scale 1, everything else drawn from the seed. */
public final class WorldBuilder {
    // UN SDG Action 43775: 1,927 facilities, over 500 employers, about 1.5 million workers in reach.
    private static final int FACILITIES = 1927;
    private static final int EMPLOYERS = 520;
    private static final int EMPLOYERS_WITHOUT_FACILITY = 12;
    private static final double WORKERS_COVERED = 1_515_000;
    private static final int TREATED_SITES = 1667;
    private static final int NEVER_TREATED_SITES = 423;

    private final long seed;
    private final double scale;
    private final Programme programme;
    private final Names names = Names.load();
    private final double closedShare;
    private final double reusedShare;
    private final double twiceShare;

    public WorldBuilder(
            long seed, double scale, Programme programme, double closedShare, double reusedShare, double twiceShare) {
        this.seed = seed;
        this.scale = scale;
        this.programme = programme;
        this.closedShare = closedShare;
        this.reusedShare = reusedShare;
        this.twiceShare = twiceShare;
    }

    /** An opening before it has a number. */
    private record Opening(
            int site, int employer, LocalDate on, @Nullable LocalDate closed) {}

    public World build() {
        int facilities = scaled(FACILITIES);
        int treated = Math.min(scaled(TREATED_SITES), facilities);
        SiteBuilder builder = new SiteBuilder(seed, names);
        List<Site> drafts = builder.draft(treated + scaled(NEVER_TREATED_SITES));
        int[] order = builder.order(drafts);
        List<LocalDate> firsts = firstOpenings(treated);

        int engaged = scaled(EMPLOYERS) - Math.max(1, scaled(EMPLOYERS_WITHOUT_FACILITY));
        int[] employerOfSite = new int[drafts.size()];
        List<Opening> openings = new ArrayList<>(facilities);
        LocalDate[] opened = new LocalDate[drafts.size()];
        int joined = 0;
        for (int rank = 0; rank < order.length; rank++) {
            int site = order[rank];
            Draw draw = Draw.of(seed, "employer-of-site", site);
            // 350 employers stood behind the first 750 facilities, 500 behind all: new ones come ever more rarely.
            double due = engaged * StrictMath.pow((rank + 1.0) / treated, 0.4);
            boolean newcomer = rank < treated && joined < due && joined < engaged;
            employerOfSite[site] = newcomer ? joined++ : (int) (joined * StrictMath.pow(draw.uniform(), 1.15));
            if (rank < treated) {
                opened[site] = firsts.get(rank);
                openings.add(opening(site, employerOfSite[site], firsts.get(rank), draw));
            }
        }
        openings.addAll(secondOpenings(facilities - treated, treated, order, firsts, employerOfSite, drafts));
        openings.sort(Comparator.comparing(Opening::on).thenComparingInt(Opening::site));

        double factor = residentsFactor(drafts, openings);
        List<Site> sites = new ArrayList<>(drafts.size());
        for (Site draft : drafts) {
            int at = draft.index();
            sites.add(builder.placed(draft, factor, employerOfSite[at], opened[at]));
        }
        List<Facility> numbered = numbered(openings);
        List<Employer> employers =
                new EmployerBuilder(seed, names, programme).build(scaled(EMPLOYERS), engaged, sites, numbered);
        return new World(seed, scale, programme, names, employers, sites, numbered);
    }

    private int scaled(int atOne) {
        return (int) Math.max(1, Math.round(atOne * scale));
    }

    /** First openings of sites along the phases, in order of time. */
    private List<LocalDate> firstOpenings(int count) {
        List<Programme.Phase> phases = programme.calendar().phases();
        double[] shares = {0.007, 0.45, 0.433, 0.11};
        List<LocalDate> dates = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Draw draw = Draw.of(seed, "opening", i);
            double at = (i + 0.5) / count;
            int phase = 0;
            while (phase < shares.length - 1 && at > shares[phase] && i >= 2) {
                at -= shares[phase++];
            }
            LocalDate first = phases.get(phase).first();
            LocalDate last = phases.get(phase).last();
            boolean pilot = phase == 0;
            dates.add(workday(
                    pilot
                            ? draw.date(first.plusMonths(2), first.plusMonths(11))
                            : draw.date(first, last.minusDays(phase == phases.size() - 1 ? 14 : 0))));
        }
        dates.sort(Comparator.naturalOrder());
        return dates;
    }

    private Opening opening(int site, int employer, LocalDate on, Draw draw) {
        LocalDate closed = null;
        if (draw.chance(closedShare)) {
            LocalDate day = workday(on.plusDays(draw.between(240, 1300)));
            closed = day.isBefore(programme.calendar().last()) ? day : null;
        }
        return new Opening(site, employer, on, closed);
    }

    /** A second room at sites that were served early; in a labour city it may be another employer's. */
    private List<Opening> secondOpenings(
            int count, int treated, int[] order, List<LocalDate> firsts, int[] employerOfSite, List<Site> drafts) {
        List<Opening> seconds = new ArrayList<>(count);
        LocalDate latest = programme.calendar().last().minusDays(10);
        for (int j = 0; j < count; j++) {
            int rank = (int) (j * 0.7 * treated / count);
            int site = order[rank];
            Draw draw = Draw.of(seed, "second", site);
            LocalDate on = firsts.get(rank).plusDays(draw.between(150, 1100));
            int employer = employerOfSite[site];
            if (drafts.get(site).type().equals("labour_city") && draw.chance(0.6)) {
                employer = draw.below(employer + 1);
            }
            LocalDate first = workday(on.isBefore(latest) ? on : latest.minusDays(draw.between(0, 200)));
            seconds.add(new Opening(site, employer, first, null));
        }
        return seconds;
    }

    /** Scales the residents so that sites open at the end hold the workers in reach. */
    private double residentsFactor(List<Site> drafts, List<Opening> openings) {
        boolean[] open = new boolean[drafts.size()];
        for (Opening o : openings) {
            open[o.site()] |= o.closed() == null;
        }
        long residents = drafts.stream()
                .filter(s -> open[s.index()])
                .mapToLong(Site::residents)
                .sum();
        return WORKERS_COVERED * scale / residents;
    }

    /** Gives numbers in order of opening; some take the number of a facility that closed before. */
    private List<Facility> numbered(List<Opening> openings) {
        List<Facility> facilities = new ArrayList<>(openings.size());
        PriorityQueue<Facility> closing =
                new PriorityQueue<>(Comparator.comparing(WorldBuilder::closing).thenComparingInt(Facility::index));
        Deque<Facility> free = new ArrayDeque<>();
        int next = 1;
        for (Opening o : openings) {
            int index = facilities.size();
            Draw draw = Draw.of(seed, "facility", index);
            while (!closing.isEmpty() && closing(closing.element()).plusDays(45).isBefore(o.on())) {
                free.add(closing.remove());
            }
            boolean reuse = !free.isEmpty() && free.element().site() != o.site() && draw.chance(0.25);
            int number = reuse ? free.remove().number() : next++;
            boolean early = o.on().isBefore(LocalDate.of(2017, 7, 1));
            Facility facility = new Facility(
                    index,
                    number,
                    o.site(),
                    o.employer(),
                    o.on(),
                    o.closed(),
                    draw.chance(0.85) ? 10 : draw.between(10, 12),
                    draw.chance(early ? 0.97 : 0.12) ? "ooredoo" : "vodafone",
                    draw.pick(names.hours()),
                    draw.chance(twiceShare) ? draw.between(1, 9) : 0);
            facilities.add(facility);
            if (o.closed() != null && draw.chance(reusedShare)) {
                closing.add(facility);
            }
        }
        return facilities;
    }

    private static LocalDate closing(Facility facility) {
        return facility.closedOn() == null ? LocalDate.MAX : facility.closedOn();
    }

    /** Friday and Saturday are the weekend. */
    static LocalDate workday(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.FRIDAY
                ? day.plusDays(2)
                : day.getDayOfWeek() == DayOfWeek.SATURDAY ? day.plusDays(1) : day;
    }
}
