package org.wasl.samples.survey;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wasl.samples.world.Draw;
import org.wasl.samples.world.Site;

/** What a person truly has to say on a day, by variable: yes or no, a code, or a number. */
public final class Answers {
    private static final List<String> DOMAINS =
            List.of("wg_seeing", "wg_hearing", "wg_walking", "wg_remembering", "wg_self_care", "wg_communicating");
    private static final double SAME_AS_LAST_TIME = 0.5;

    private final long seed;
    private final Outcomes model;

    public Answers(long seed, Outcomes model) {
        this.seed = seed;
        this.model = model;
    }

    /** All variables; those asked only of some have a value all the same, the questionnaire skips them. */
    public Map<String, String> of(Person person, Site site, LocalDate day, int wave, boolean facilityOpen) {
        Map<String, String> answers = new HashMap<>();
        Draw draw = Draw.of(seed, "answers", person.site(), person.number(), wave);
        answers.put("sex", person.sex());
        answers.put("age", Integer.toString(Math.min(75, person.age(day))));
        answers.put("nationality", person.nationality());
        answers.put("language", person.language());
        answers.put("education", person.education());
        answers.put("occupation", person.occupation());
        answers.put("wage", Integer.toString(person.wage(day)));
        answers.put("years_in_qatar", org.wasl.samples.world.Text.decimal(person.yearsInQatar(day), 1));
        for (int i = 0; i < DOMAINS.size(); i++) {
            answers.put(DOMAINS.get(i), person.difficulties().get(i));
        }
        for (int i = 0; i < model.outcomes().size(); i++) {
            Outcomes.Outcome outcome = model.outcomes().get(i);
            double p = model.probability(outcome, site, person.ability(), day);
            answers.put(outcome.variable(), outcome(outcome, i, p, person, draw));
        }
        boolean uses = facilityOpen && draw.chance(model.facilityUse());
        answers.put("facility_use", uses ? "yes" : "no");
        answers.put("loc_facility", uses || (facilityOpen && draw.chance(0.15)) ? "yes" : "no");
        boolean daily = "yes".equals(answers.get("daily"));
        answers.put("internet_frequency", daily ? "daily" : draw.chance(0.7) ? "weekly" : "less");
        answers.put("non_use_reason", Person.weighted(model.people().nonUseReasons(), draw));
        remittance(answers, person, day, draw);
        answers.put("connectivity_spend", Integer.toString(5 * (int) Math.min(100, draw.logNormal(9, 0.5))));
        return answers;
    }

    private String outcome(Outcomes.Outcome outcome, int at, double p, Person person, Draw draw) {
        if (outcome.of() == 0) {
            // Half of the answers rest on the same disposition in every wave: people are alike over time.
            double own = draw.uniform();
            double lasting = Draw.of(seed, "disposition", person.site(), person.number(), at)
                    .uniform();
            return (draw.chance(SAME_AS_LAST_TIME) ? lasting : own) < p ? "yes" : "no";
        }
        int count = 0;
        for (int i = 0; i < outcome.of(); i++) {
            count += draw.chance(outcome.nowAndThen(p)) ? 1 : 0;
        }
        Draw habit = Draw.of(seed, "habit", person.site(), person.number(), at);
        if (habit.chance(outcome.everyTime(p))) {
            count = outcome.of();
        }
        return Integer.toString(outcome.from() + count);
    }

    private void remittance(Map<String, String> answers, Person person, LocalDate day, Draw draw) {
        boolean digital = "yes".equals(answers.get("digital_remittance"));
        answers.put(
                "remit_channel",
                Person.weighted(
                        digital
                                ? model.people().digitalChannels()
                                : model.people().otherChannels(),
                        draw));
        int amount = 10 * (int) Math.max(5, person.wage(day) * (0.3 + 0.5 * draw.uniform()) / 10);
        double cost = digital ? 8 + 6 * draw.uniform() : 14 + 12 * draw.uniform();
        answers.put("remit_amount", Integer.toString(amount));
        answers.put("remit_cost", org.wasl.samples.world.Text.decimal(cost, 1));
    }
}
