package org.wasl.samples.survey;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wasl.samples.programme.Instrument;
import org.wasl.samples.truth.Truth;
import org.wasl.samples.world.Site;
import org.wasl.samples.world.Text;
import org.wasl.samples.world.World;

/**
 * Population values by wave and group, and the true effects. A site's expected value is taken over as many of its
 * people as are needed; sites count by their residents. Figures among internet users or remitters are weighted by
 * the probability of being one.
 */
public final class PopulationTruth {
    private static final int PEOPLE_A_SITE = 40;
    private static final int FIRST_PERSON = 100_000;
    private static final int[] MONTHS = {1, 2, 3, 6, 9, 12, 18, 24, 36, 48, 60, 72};

    private final World world;
    private final Outcomes model;
    private final Truth truth;
    private final int people;

    public PopulationTruth(World world, Outcomes model, Truth truth) {
        this.world = world;
        this.model = model;
        this.truth = truth;
        this.people = (int) Math.max(4, Math.round(PEOPLE_A_SITE / Math.max(1, world.scale())));
    }

    public void write() throws IOException {
        effects();
        for (Instrument instrument : world.programme().instruments()) {
            population(instrument);
        }
    }

    private void effects() throws IOException {
        Truth.Rows rows = truth.table("effects", "variable", "among", "cohort", "exposure_months", "effect");
        for (Outcomes.Outcome outcome : model.outcomes()) {
            if (outcome.effect() == 0) {
                continue;
            }
            for (String cohort : new TreeMap<>(model.cohorts()).keySet()) {
                for (int months : MONTHS) {
                    double effect = outcome.unit() * model.effect(outcome, Integer.parseInt(cohort), months);
                    rows.row(
                            outcome.variable(),
                            outcome.among() == null ? "" : outcome.among(),
                            cohort,
                            months,
                            Text.decimal(effect, 4));
                }
            }
        }
    }

    /** A weighted mean being summed. */
    private static final class Mean {
        private double sum;
        private double weight;
        private double effect;

        void add(double share, double value, double brought) {
            sum += share * value;
            weight += share;
            effect += share * brought;
        }
    }

    private static Mean mean(Map<String, Mean> means, String variable, String group) {
        return means.computeIfAbsent(variable + "|" + group, g -> new Mean());
    }

    private void population(Instrument instrument) throws IOException {
        LocalDate first = instrument.fieldWork().first();
        LocalDate last = instrument.fieldWork().last();
        LocalDate middle = LocalDate.ofEpochDay((first.toEpochDay() + last.toEpochDay()) / 2);
        Map<String, Mean> means = new TreeMap<>();
        Map<String, Integer> position = new TreeMap<>();
        for (int i = 0; i < model.outcomes().size(); i++) {
            position.put(model.outcomes().get(i).variable(), i);
        }
        for (Site site : world.sites()) {
            site(site, middle, position, means);
        }
        Truth.Rows rows = truth.table("population", "wave", "variable", "among", "group", "value", "mean_effect");
        for (Outcomes.Outcome outcome : model.outcomes()) {
            rows(rows, instrument, outcome, outcome.variable(), means);
            if (outcome.habit() > 0) {
                rows(rows, instrument, outcome, full(outcome), means);
            }
        }
    }

    private static void rows(
            Truth.Rows rows, Instrument instrument, Outcomes.Outcome outcome, String variable, Map<String, Mean> means)
            throws IOException {
        String prefix = variable + "|";
        for (Map.Entry<String, Mean> e : means.entrySet()) {
            if (e.getKey().startsWith(prefix)) {
                Mean mean = e.getValue();
                rows.row(
                        instrument.wave(),
                        variable,
                        outcome.among() == null ? "" : outcome.among(),
                        e.getKey().substring(prefix.length()),
                        Text.decimal(mean.sum / mean.weight, 4),
                        Text.decimal(mean.effect / mean.weight, 4));
            }
        }
    }

    /** The name of the share of people whose count is full. */
    private static String full(Outcomes.Outcome outcome) {
        return outcome.variable() + "=" + (outcome.from() + outcome.of());
    }

    private void site(Site site, LocalDate day, Map<String, Integer> position, Map<String, Mean> means) {
        String exposed = site.exposureMonths(day) > 0 ? "exposed=1" : "exposed=0";
        for (int k = 0; k < people; k++) {
            Person person = Person.of(
                    world.seed(),
                    model.people(),
                    world.programme().codeList("nationality"),
                    site.index(),
                    FIRST_PERSON + k);
            List<String> groups = new ArrayList<>(
                    List.of("all", exposed, "sex=" + person.sex(), "municipality=" + site.municipality()));
            double residents = (double) site.residents() / people;
            for (Outcomes.Outcome outcome : model.outcomes()) {
                double weight = residents;
                Integer among = outcome.among() == null ? null : position.get(outcome.among());
                if (among != null) {
                    weight *= model.probability(model.outcomes().get(among), site, person.ability(), day);
                }
                double p = model.probability(outcome, site, person.ability(), day);
                double effect = model.effect(outcome, site, day);
                for (String group : groups) {
                    mean(means, outcome.variable(), group)
                            .add(weight, outcome.from() + outcome.unit() * p, outcome.unit() * effect);
                    if (outcome.habit() > 0) {
                        double share = outcome.full(p);
                        mean(means, full(outcome), group).add(weight, share, share - outcome.full(p - effect));
                    }
                }
            }
        }
    }
}
