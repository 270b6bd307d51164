package org.wasl.samples.survey;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wasl.samples.programme.Yaml;
import org.wasl.samples.world.Site;

/** The model of what people answer, and the true effect of a facility in it (outcomes.yaml). */
public record Outcomes(
        Map<String, Double> cohorts, List<Outcome> outcomes, double facilityUse, People people, Design design) {
    /**
     * One outcome: a probability, of a yes or of each of {@code of} equal parts.
     *
     * @param habit of a count, what part of its mean comes from people who do it every time
     * @param hidden no variable of its own, but what others follow from
     */
    public record Outcome(
            String variable,
            double base,
            double trend,
            double site,
            double person,
            double effect,
            double months,
            int of,
            int from,
            double habit,
            @Nullable String among,
            boolean hidden) {
        /** What one unit of the probability is worth in the variable. */
        public int unit() {
            return Math.max(1, of);
        }

        /** The share of people who do it every time out of habit, the others now and then. */
        public double everyTime(double p) {
            return habit * p;
        }

        /** How likely the others do it each time, so that the mean over all people is p. */
        public double nowAndThen(double p) {
            return (p - everyTime(p)) / (1 - everyTime(p));
        }

        /** The share of people whose count is full, by habit or by chance. */
        public double full(double p) {
            return everyTime(p) + (1 - everyTime(p)) * StrictMath.pow(nowAndThen(p), of);
        }
    }

    /** Who the workers are. */
    public record People(
            double female,
            Map<String, Double> nationalities,
            Map<String, Map<String, Double>> languages,
            Map<String, Double> educations,
            Map<String, Double> occupations,
            Map<String, Double> wages,
            Map<String, Double> difficulty,
            Map<String, Double> nonUseReasons,
            Map<String, Double> digitalChannels,
            Map<String, Double> otherChannels) {}

    /** The sample's design at scale 1. */
    public record Design(int psus, int respondents, int panel, double attrition, double response, double rotation) {}

    private static final LocalDate ORIGIN = LocalDate.of(2018, 4, 1);
    private static final double DAYS_A_YEAR = 365.25;

    public static Outcomes load() {
        return new Yaml().resource("outcomes.yaml", new TypeReference<Outcomes>() {});
    }

    /** The true effect on the probability, for a site that opened in a cohort (a year) so many months ago. */
    public double effect(Outcome outcome, int cohort, int months) {
        Double factor = cohorts.get(Integer.toString(cohort));
        if (months <= 0 || factor == null) {
            return 0;
        }
        return outcome.effect() * factor * (1 - StrictMath.exp(-months / outcome.months()));
    }

    public double effect(Outcome outcome, Site site, LocalDate day) {
        LocalDate opened = site.opened();
        return opened == null ? 0 : effect(outcome, opened.getYear(), site.exposureMonths(day));
    }

    /** The probability for a person at a site on a day. */
    public double probability(Outcome outcome, Site site, double ability, LocalDate day) {
        double years = ChronoUnit.DAYS.between(ORIGIN, day) / DAYS_A_YEAR;
        double p = outcome.base()
                + outcome.trend() * years
                + outcome.site() * site.baseline()
                + outcome.person() * ability
                + effect(outcome, site, day);
        return Math.max(0.005, Math.min(0.995, p));
    }
}
