package org.wasl.samples.export;

import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wasl.samples.GenerationException;
import org.wasl.samples.programme.Feed;
import org.wasl.samples.programme.Instrument;
import org.wasl.samples.survey.Answers;
import org.wasl.samples.survey.Frame;
import org.wasl.samples.survey.Outcomes;
import org.wasl.samples.survey.Person;
import org.wasl.samples.survey.Wave;
import org.wasl.samples.world.Draw;
import org.wasl.samples.world.Facility;
import org.wasl.samples.world.Site;
import org.wasl.samples.world.Text;
import org.wasl.samples.world.World;

/** The survey waves as the tablets' server exports them: one file a wave, in the shape of Kobo and ODK. */
public final class SurveyExport {
    private static final String FEED = "survey";
    private static final String DONT_KNOW = "-99";
    private static final String REFUSED = "-98";
    private static final List<String> SERVER_COLUMNS = List.of("_id", "_uuid", "_submission_time");

    private final Exports exports;
    private final World world;
    private final Outcomes model = Outcomes.load();
    private final Answers answers;
    private final Map<Integer, List<Facility>> facilitiesOfSite = new HashMap<>();

    public SurveyExport(Exports exports) {
        this.exports = exports;
        this.world = exports.world();
        this.answers = new Answers(exports.seed(), model);
        for (Facility facility : world.facilities()) {
            facilitiesOfSite
                    .computeIfAbsent(facility.site(), s -> new ArrayList<>(2))
                    .add(facility);
        }
    }

    public void write() throws IOException {
        Frame frame = new Frame(world, model.design());
        for (Delivery delivery : Delivery.of(FEED)) {
            Instrument instrument = instrument(delivery.source());
            try (Sheet sheet = exports.open(FEED, delivery, questions(instrument))) {
                new Wave(world, model, frame, instrument).interviews(i -> add(sheet, i, instrument));
            }
        }
    }

    private Instrument instrument(String source) {
        return world.programme().instruments().stream()
                .filter(i -> i.instrument().equals(source))
                .findFirst()
                .orElseThrow(() -> new GenerationException(
                        "deliveries.yaml has survey source " + source + " but the programme has no such instrument"));
    }

    /** Columns beyond the contract's: the questions, a 0/1 column a choice, and what the server adds. */
    private static List<Feed.Column> questions(Instrument instrument) {
        List<String> names = new ArrayList<>();
        for (Instrument.Question question : instrument.questions()) {
            names.add(question.name());
            Map<String, String> choices = question.choices();
            if (choices != null) {
                choices.keySet().forEach(code -> names.add(question.name() + "/" + code));
            }
        }
        names.addAll(SERVER_COLUMNS);
        return names.stream()
                .map(name -> new Feed.Column(name, "answer", null, false, null, null, null))
                .toList();
    }

    private void add(Sheet sheet, Wave.Interview interview, Instrument instrument) throws IOException {
        Person person = interview.person();
        Site site = interview.site();
        LocalDateTime started = interview.started();
        Draw draw = Draw.of(exports.seed(), "interview", site.index(), person.number(), instrument.wave());
        Facility open = openFacility(site, started.toLocalDate());
        String key = key(person, 0);
        Row row = new Row()
                .put("instrument_version", instrument.version())
                .put("respondent_key", key, currentKey(interview, instrument.wave()), "key_reissued")
                .put("wave", instrument.wave())
                .put("started_at", started)
                .put("ended_at", started.plusMinutes(draw.between(22, 55)))
                .put("enumerator", "ENUM-" + Text.digits(draw.between(1, 24), 2))
                .put("consent", "yes")
                .put("accommodation_no", site.frameNumber())
                .put("accommodation_name", site.name())
                .put("municipality", site.municipality())
                .put("accommodation_type", site.type())
                .put("residents", site.residents())
                .put("stratum", interview.stratum().name())
                .put("psu", site.frameNumber())
                .put("weight", Text.decimal(interview.weight(), 4))
                .put("p_psu", Text.decimal(interview.pPsu(), 6))
                .put("p_respondent", Text.decimal(interview.pRespondent(), 6))
                .put("fpc_psu", interview.stratum().size())
                .put("fpc_respondent", site.residents());
        optional(row, "qid", person.qid(), exports.rates().survey("qid_missing"), draw);
        optional(row, "phone", person.phone(), exports.rates().survey("phone_missing"), draw);
        String number = open == null ? "" : open.numberText();
        optional(row, "facility_no", number, exports.rates().survey("facility_no_missing"), draw);
        Map<String, String> truth = answers.of(person, site, started.toLocalDate(), instrument.wave(), open != null);
        questionnaire(row, instrument, truth, draw);
        UUID uuid = new UUID(draw.bits(), draw.bits());
        row.put("_id", 1_000_000L * instrument.wave() + site.index() * 100L + person.number() % 100)
                .put("_uuid", uuid)
                .put("_submission_time", started.plusHours(draw.between(1, 30)));
        sheet.add(row, person.id(), site.id());
    }

    private static void optional(Row row, String column, String value, double missing, Draw draw) {
        row.put(column, draw.chance(missing) ? "" : value);
    }

    private @Nullable Facility openFacility(Site site, LocalDate day) {
        List<Facility> all = facilitiesOfSite.getOrDefault(site.index(), List.of());
        return all.stream().filter(f -> f.openAt(day)).findFirst().orElse(null);
    }

    /** The respondent's key as first given out, or as given out anew in a wave. */
    private static String key(Person person, int reissuedIn) {
        String base = "R-" + Text.digits(person.site() + 1L, 4) + "-" + Text.digits(person.number(), 4);
        return reissuedIn == 0 ? base : base.replace("R-", "N" + reissuedIn + "-");
    }

    /** Some panel members could not be found on the list and got a new key. */
    private String currentKey(Wave.Interview interview, int wave) {
        Person person = interview.person();
        int reissued = 0;
        for (int w = 2; w <= wave && interview.panel(); w++) {
            boolean lost = Draw.of(exports.seed(), "key", person.site(), person.number(), w)
                    .chance(exports.rates().survey("key_reissued"));
            reissued = lost && w > person.number() % 10 ? w : reissued;
        }
        return key(person, reissued);
    }

    /** The answers as codes; what a filter skips stays blank, what is not known or refused says so. */
    private void questionnaire(Row row, Instrument instrument, Map<String, String> truth, Draw draw) {
        Map<String, String> given = new LinkedHashMap<>();
        for (Instrument.Question question : instrument.questions()) {
            Map<String, String> relevant = question.relevant();
            boolean asked = relevant == null
                    || relevant.entrySet().stream().allMatch(r -> r.getValue().equals(given.get(r.getKey())));
            Map<String, String> choices = question.choices();
            if (!asked) {
                continue;
            }
            String missing = missing(question, draw);
            if (missing != null) {
                row.put(question.name(), missing);
            } else if (choices != null) {
                several(row, question.name(), choices, truth);
            } else {
                String value = truth.getOrDefault(String.valueOf(question.variable()), "");
                given.put(question.name(), value);
                row.put(question.name(), question.raw(value));
            }
        }
    }

    private static void several(Row row, String question, Map<String, String> choices, Map<String, String> truth) {
        List<String> chosen = new ArrayList<>();
        choices.forEach((code, variable) -> {
            boolean yes = "yes".equals(truth.get(variable));
            row.put(question + "/" + code, yes ? "1" : "0");
            if (yes) {
                chosen.add(code);
            }
        });
        row.put(question, String.join(" ", chosen));
    }

    private @Nullable String missing(Instrument.Question question, Draw draw) {
        boolean wage = "wage".equals(question.variable());
        double refused = exports.rates().survey(wage ? "wage_refused" : "refused");
        double dontKnow = exports.rates().survey("dont_know");
        // Sex and nationality are seen on the card, not asked.
        if ("sex".equals(question.variable()) || "nationality".equals(question.variable())) {
            return null;
        }
        return switch (draw.weighted(refused, dontKnow, Math.max(0, 1 - refused - dontKnow))) {
            case 0 -> REFUSED;
            case 1 -> DONT_KNOW;
            default -> null;
        };
    }
}
