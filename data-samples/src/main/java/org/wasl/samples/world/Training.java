package org.wasl.samples.world;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The training sessions of a facility: about one a month in its first year, fewer in the spring of 2020. */
public final class Training {
    private static final int VOLUNTEERS = 1040;
    private static final int SESSIONS_A_FACILITY = 12;

    private final World world;
    private final int volunteers;

    public Training(World world) {
        this.world = world;
        this.volunteers = (int) Math.max(8, Math.round(VOLUNTEERS * world.scale()));
    }

    /** A session with the badges of those who came. */
    public record Session(
            int number,
            int facility,
            LocalDate heldOn,
            String language,
            String module,
            int volunteer,
            double hours,
            List<Integer> badges) {
        public String numberText() {
            return "T-" + Text.digits(number, 5);
        }

        public String volunteerText() {
            return "VOL-" + Text.digits(volunteer, 4);
        }
    }

    private static final List<String> LANGUAGES = List.of("en", "hi", "ne", "bn", "ml", "ta");
    private static final double[] LANGUAGE_SHARES = {0.18, 0.3, 0.24, 0.2, 0.05, 0.03};
    private static final List<String> MODULES = List.of("basics", "internet", "safety", "egov", "office", "champion");
    private static final double[] MODULE_SHARES = {0.34, 0.24, 0.12, 0.1, 0.12, 0.08};

    public List<Session> of(Facility facility) {
        List<Session> sessions = new ArrayList<>(SESSIONS_A_FACILITY);
        int residents = world.siteOf(facility).residents();
        int pool = Math.max(20, residents / 6);
        for (int month = 0; month < SESSIONS_A_FACILITY; month++) {
            Draw draw = Draw.of(world.seed(), "session", facility.index(), month);
            LocalDate day = facility.openedOn().plusMonths(month).plusDays(draw.between(2, 27));
            boolean lockedDown = day.isAfter(LocalDate.of(2020, 3, 10)) && day.isBefore(LocalDate.of(2020, 9, 1));
            if (draw.chance(lockedDown ? 0.85 : 0.06) || day.isAfter(world.end()) || !facility.openAt(day)) {
                continue;
            }
            int present = draw.between(4, Math.min(18, pool));
            int start = draw.below(pool);
            List<Integer> badges = new ArrayList<>(present);
            for (int i = 0; i < present; i++) {
                // Steps of 7 over the pool: nobody sits in one session twice.
                badges.add(badge(facility, (start + i * 7) % pool, pool));
            }
            boolean five = draw.chance(0.97) || day.getYear() >= 2019;
            sessions.add(new Session(
                    facility.index() * SESSIONS_A_FACILITY + month + 1,
                    facility.index(),
                    day,
                    five ? LANGUAGES.get(draw.weighted(LANGUAGE_SHARES)) : "en",
                    MODULES.get(draw.weighted(MODULE_SHARES)),
                    1 + draw.below(volunteers),
                    0.5 * draw.between(2, 6),
                    badges.stream().distinct().toList()));
        }
        return sessions;
    }

    private static int badge(Facility facility, int person, int pool) {
        return 100_000 + (facility.site() * 331 + person * 17 + pool) % 900_000;
    }
}
