package org.wasl.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wasl.samples.export.Rates;
import org.wasl.samples.programme.CodeList;
import org.wasl.samples.programme.Instrument;
import org.wasl.samples.survey.Answers;
import org.wasl.samples.survey.Frame;
import org.wasl.samples.survey.Outcomes;
import org.wasl.samples.survey.Person;
import org.wasl.samples.survey.Wave;
import org.wasl.samples.world.Device;
import org.wasl.samples.world.Devices;
import org.wasl.samples.world.Facility;
import org.wasl.samples.world.Site;
import org.wasl.samples.world.Training;
import org.wasl.samples.world.World;

/** At scale 1 the true world has the programme's own size, and the effects that the truth says. */
class WorldTest {
    private static final Outcomes MODEL = Outcomes.load();
    private static final World WORLD = world(1);

    private static World world(double scale) {
        GeneratorOptions options =
                new GeneratorOptions(scale, 20210731, Path.of("unused"), null, null, Directories.PROGRAMME);
        return Generator.world(options, Rates.load(null));
    }

    @Test
    void facilitiesEmployersAndWorkersAreTheProgrammes() {
        assertEquals(1927, WORLD.facilities().size());
        assertEquals(520, WORLD.employers().size());
        long engaged =
                WORLD.facilities().stream().map(Facility::employer).distinct().count();
        assertTrue(engaged >= 500, engaged + " employers engaged");
        Set<Integer> open = new HashSet<>();
        WORLD.facilities().stream().filter(f -> f.closedOn() == null).forEach(f -> open.add(f.site()));
        double workers =
                open.stream().mapToDouble(s -> WORLD.sites().get(s).residents()).sum();
        assertEquals(1_515_000, workers, 5_000);
    }

    @Test
    void everyFacilityHasAModemAndTogetherTwentyThousandComputers() {
        Devices devices = new Devices(WORLD);
        long computers = 0;
        Set<String> tags = new HashSet<>();
        for (Facility facility : WORLD.facilities()) {
            List<Device> batch = devices.of(facility);
            assertEquals(1, batch.stream().filter(d -> !d.computer()).count());
            computers += batch.stream()
                    .filter(Device::computer)
                    .filter(d -> d.facilityAt(WORLD.end()) >= 0)
                    .count();
            batch.forEach(d -> assertTrue(tags.add(d.tag()), d.tag()));
        }
        assertTrue(computers >= 20_000, computers + " computers");
    }

    @Test
    void whatHappensToADeviceHappensInOrder() {
        Devices devices = new Devices(WORLD);
        for (Facility facility : WORLD.facilities().subList(0, 300)) {
            for (Device device : devices.of(facility)) {
                for (int i = 1; i < device.events().size(); i++) {
                    Device.Event before = device.events().get(i - 1);
                    assertTrue(before.at().isBefore(device.events().get(i).at()), device.toString());
                }
            }
        }
    }

    @Test
    void aThousandVolunteersHoldSessions() {
        Training training = new Training(WORLD);
        Set<Integer> volunteers = new HashSet<>();
        WORLD.facilities().forEach(f -> training.of(f).forEach(s -> volunteers.add(s.volunteer())));
        assertTrue(volunteers.size() >= 1000, volunteers.size() + " volunteers");
    }

    @Test
    void aNumberInUseTwiceIsNeverOpenTwice() {
        Map<Integer, Facility> last = new HashMap<>();
        int reused = 0;
        for (Facility facility : WORLD.facilities()) {
            Facility before = last.put(facility.number(), facility);
            if (before != null) {
                reused++;
                assertTrue(
                        before.closedOn() != null && before.closedOn().isBefore(facility.openedOn()),
                        facility.toString());
            }
        }
        assertTrue(reused > 20, reused + " numbers re-used");
    }

    @Test
    void betterPlacedSitesOpenEarlier() {
        double early = baseline(2013, 2016);
        double late = baseline(2019, 2021);
        assertTrue(early > late + 0.3, early + " against " + late);
    }

    private static double baseline(int first, int last) {
        return WORLD.sites().stream()
                .filter(s -> s.opened() != null
                        && s.opened().getYear() >= first
                        && s.opened().getYear() <= last)
                .mapToDouble(Site::baseline)
                .average()
                .orElseThrow();
    }

    @Test
    void everyStratumBringsTwoAccommodationsAlsoAtATenth() {
        for (World each : List.of(WORLD, world(0.1))) {
            Frame frame = new Frame(each, MODEL.design());
            int sites = 0;
            for (Frame.Stratum stratum : frame.strata()) {
                assertTrue(stratum.sampled() >= 2 && stratum.sampled() <= stratum.size(), stratum.name());
                sites += stratum.size();
            }
            assertEquals(each.sites().size(), sites);
        }
    }

    @Test
    void aWaveSpeaksForAllResidents() throws java.io.IOException {
        double residents = WORLD.sites().stream().mapToDouble(Site::residents).sum();
        Frame frame = new Frame(WORLD, MODEL.design());
        for (Instrument instrument : WORLD.programme().instruments()) {
            double[] sums = new double[2];
            new Wave(WORLD, MODEL, frame, instrument).interviews(i -> {
                sums[0] += i.weight();
                sums[1]++;
            });
            assertEquals(residents, sums[0], 0.1 * residents);
            assertTrue(sums[1] > 3_700 && sums[1] < 4_300, sums[1] + " interviews");
        }
    }

    /** Change of the treated between waves 1 and 4 less the change of the never treated is the true effect. */
    @Test
    void theTrueEffectComesBackFromCleanAnswers() {
        Instrument before = WORLD.programme().instruments().get(0);
        Instrument after = WORLD.programme().instruments().get(3);
        for (String variable : List.of("internet_use", "computer_use", "egov_use", "family_contact_days")) {
            Outcomes.Outcome outcome = MODEL.outcomes().stream()
                    .filter(o -> o.variable().equals(variable))
                    .findFirst()
                    .orElseThrow();
            double[] changes = new double[2];
            double[] people = new double[2];
            double[] truth = new double[1];
            for (Site site : WORLD.sites()) {
                int group = site.opened() == null ? 0 : opensBetween(site, before, after) ? 1 : -1;
                if (group < 0) {
                    continue;
                }
                changes[group] += mean(site, after, variable) - mean(site, before, variable);
                people[group]++;
                truth[0] += outcome.unit()
                        * MODEL.effect(outcome, site, after.fieldWork().first())
                        * group;
            }
            double effect = truth[0] / people[1];
            double found = changes[1] / people[1] - changes[0] / people[0];
            // 30 people at each of some 400 and 900 sites: an error of about 0.01 for a share.
            assertEquals(effect, found, 0.03 * outcome.unit(), variable);
            assertTrue(effect > 0.05, variable);
        }
    }

    /** In touch every day is a habit: more are than seven lots of chance would give, and the mean is the model's. */
    @Test
    void contactWithFamilyIsAHabitForMany() {
        Instrument wave = WORLD.programme().instruments().get(3);
        LocalDate day = wave.fieldWork().first();
        Outcomes.Outcome contact = MODEL.outcomes().stream()
                .filter(o -> o.variable().equals("family_contact_days"))
                .findFirst()
                .orElseThrow();
        CodeList nationalities = WORLD.programme().codeList("nationality");
        Answers answers = new Answers(WORLD.seed(), MODEL);
        double[] expected = new double[2];
        double[] found = new double[2];
        int people = 0;
        for (Site site : WORLD.sites()) {
            for (int number = 0; number < 10; number++, people++) {
                Person person = Person.of(WORLD.seed(), MODEL.people(), nationalities, site.index(), 500 + number);
                double p = MODEL.probability(contact, site, person.ability(), day);
                expected[0] += contact.of() * p;
                expected[1] += contact.full(p);
                String days = answers.of(person, site, day, wave.wave(), false).getOrDefault("family_contact_days", "");
                found[0] += Double.parseDouble(days);
                found[1] += days.equals("7") ? 1 : 0;
            }
        }
        assertEquals(expected[0] / people, found[0] / people, 0.1);
        assertEquals(expected[1] / people, found[1] / people, 0.02);
        assertTrue(found[1] / people > 0.3, "every day: " + found[1] / people);
    }

    private static boolean opensBetween(Site site, Instrument before, Instrument after) {
        return site.opened() != null
                && site.opened().isAfter(before.fieldWork().last())
                && site.opened().isBefore(after.fieldWork().first().minusMonths(6));
    }

    private static double mean(Site site, Instrument instrument, String variable) {
        CodeList nationalities = WORLD.programme().codeList("nationality");
        Answers answers = new Answers(WORLD.seed(), MODEL);
        double sum = 0;
        for (int number = 0; number < 30; number++) {
            Person person = Person.of(WORLD.seed(), MODEL.people(), nationalities, site.index(), 500 + number);
            String answer = answers.of(person, site, instrument.fieldWork().first(), instrument.wave(), false)
                    .getOrDefault(variable, "");
            sum += answer.equals("yes") ? 1 : answer.equals("no") ? 0 : Double.parseDouble(answer);
        }
        return sum / 30;
    }
}
