package org.wasl.samples.survey;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.wasl.samples.programme.CodeList;
import org.wasl.samples.programme.Instrument;
import org.wasl.samples.world.Draw;
import org.wasl.samples.world.Site;
import org.wasl.samples.world.World;

/** One wave of the survey: who was asked in the sampled accommodations, who answered, and with what weight. */
public final class Wave {
    /** Residents who are no panel members are numbered from here, anew in each wave. */
    private static final int FRESH = 1000;

    private final World world;
    private final Outcomes model;
    private final Frame frame;
    private final CodeList nationalities;
    private final Instrument instrument;

    public Wave(World world, Outcomes model, Frame frame, Instrument instrument) {
        this.world = world;
        this.model = model;
        this.frame = frame;
        this.nationalities = world.programme().codeList("nationality");
        this.instrument = instrument;
    }

    /**
     * An interview.
     *
     * @param panel whether the place is one of the panel's
     * @param weight inverse of both selection probabilities, raised in the accommodation for those who did not answer
     */
    public record Interview(
            Person person,
            Site site,
            Frame.Stratum stratum,
            LocalDateTime started,
            boolean panel,
            double pPsu,
            double pRespondent,
            double weight) {}

    /** Takes interviews one at a time. */
    @FunctionalInterface
    public interface Sink {
        void take(Interview interview) throws java.io.IOException;
    }

    public void interviews(Sink sink) throws java.io.IOException {
        double shift = model.design().rotation() * (instrument.wave() - 1);
        for (Frame.Stratum stratum : frame.strata()) {
            double pPsu = (double) stratum.sampled() / stratum.size();
            for (Site site : stratum.sample(shift)) {
                accommodation(stratum, site, pPsu, sink);
            }
        }
    }

    private void accommodation(Frame.Stratum stratum, Site site, double pPsu, Sink sink) throws java.io.IOException {
        int asked = Math.min(model.design().respondents(), site.residents());
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < asked; place++) {
            boolean answers = Draw.of(world.seed(), "response", site.index(), place, instrument.wave())
                    .chance(model.design().response());
            // Where nobody answers the team comes back until two do.
            if (answers || asked - place <= 2 - places.size()) {
                places.add(place);
            }
        }
        double pRespondent = (double) asked / site.residents();
        double weight = 1 / (pPsu * pRespondent) * asked / places.size();
        Draw when = Draw.of(world.seed(), "field-work", site.index(), instrument.wave());
        LocalDateTime day = when.date(
                        instrument.fieldWork().first(), instrument.fieldWork().last())
                .atTime(17, when.below(60));
        for (int at = 0; at < places.size(); at++) {
            int place = places.get(at);
            boolean panel = place < model.design().panel();
            int number = panel ? panelist(site, place) : FRESH * instrument.wave() + place;
            Person person = Person.of(world.seed(), model.people(), nationalities, site.index(), number);
            LocalDateTime started = day.plusMinutes(16L * at).plusSeconds(when.below(60));
            sink.take(new Interview(person, site, stratum, started, panel, pPsu, pRespondent, weight));
        }
    }

    /** Who holds a place of the panel in this wave: some leave between waves and others take their place. */
    private int panelist(Site site, int place) {
        int since = 1;
        for (int wave = 2; wave <= instrument.wave(); wave++) {
            boolean left = Draw.of(world.seed(), "attrition", site.index(), place, wave)
                    .chance(model.design().attrition());
            since = left ? wave : since;
        }
        return place * 10 + since;
    }
}
