package org.wasl.samples.survey;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wasl.samples.programme.CodeList;
import org.wasl.samples.world.Draw;
import org.wasl.samples.world.Text;

/**
 * A worker as he or she truly is.
 *
 * @param number distinct among the residents of the site
 * @param ability how handy with devices, in standard deviations
 */
public record Person(
        int site,
        int number,
        String sex,
        int birthYear,
        String nationality,
        String language,
        String education,
        String occupation,
        LocalDate arrived,
        double wage2018,
        List<String> difficulties,
        double ability,
        String qid,
        String phone) {
    private static final int DOMAINS = 6;
    private static final double ABILITY_OF_A_SCHOOL_LEVEL = 0.55;

    /** The person behind a number at a site. */
    public static Person of(long seed, Outcomes.People people, CodeList nationalities, int site, int number) {
        Draw draw = Draw.of(seed, "person", site, number);
        String nationality = weighted(people.nationalities(), draw);
        String language = weighted(people.languages().getOrDefault(nationality, Map.of("en", 1.0)), draw);
        List<String> levels = List.of("none", "primary", "secondary", "vocational", "tertiary");
        String education = weighted(people.educations(), draw);
        String occupation = weighted(people.occupations(), draw);
        int birthYear = 2018 - (21 + (int) Math.min(38, draw.exponential(11)));
        double youth = (birthYear - 1986) / 9.0;
        double ability =
                ABILITY_OF_A_SCHOOL_LEVEL * (levels.indexOf(education) - 1.6) + 0.35 * youth + 0.6 * draw.normal();
        int stay = (int) Math.min(20 * 365.0, 60 + draw.exponential(4.5 * 365));
        List<String> difficulties = java.util.stream.IntStream.range(0, DOMAINS)
                .mapToObj(i -> weighted(people.difficulty(), draw))
                .toList();
        String sex = draw.chance(people.female()) ? "female" : "male";
        double wage = draw.logNormal(people.wages().getOrDefault(occupation, 1000.0), 0.22);
        return new Person(
                site,
                number,
                sex,
                birthYear,
                nationality,
                language,
                education,
                occupation,
                LocalDate.of(2018, 3, 1).minusDays(stay),
                wage,
                difficulties,
                Math.max(-2.5, Math.min(2.5, ability)),
                qid(birthYear, nationalities.entry(nationality), draw),
                "+974" + (30_000_000 + draw.below(49_999_999)));
    }

    /** Century digit, year of birth, nationality (ISO 3166 numeric), serial. */
    private static String qid(int birthYear, CodeList.Entry nationality, Draw draw) {
        String numeric = nationality.spellings().stream()
                .filter(s -> s.length() == 3 && s.chars().allMatch(c -> c >= '0' && c <= '9'))
                .findFirst()
                .orElse("000");
        return (birthYear < 2000 ? "2" : "3")
                + Text.digits(birthYear % 100, 2)
                + numeric
                + Text.digits(draw.below(100_000), 5);
    }

    static String weighted(Map<String, Double> weights, Draw draw) {
        Map<String, Double> sorted = new TreeMap<>(weights);
        List<String> keys = List.copyOf(sorted.keySet());
        return keys.get(draw.weighted(
                sorted.values().stream().mapToDouble(Double::doubleValue).toArray()));
    }

    public String id() {
        return "r" + (site + 1) + "." + number;
    }

    public int age(LocalDate day) {
        return day.getYear() - birthYear;
    }

    public double yearsInQatar(LocalDate day) {
        return Math.max(0.1, java.time.temporal.ChronoUnit.DAYS.between(arrived, day) / 365.25);
    }

    /** The wage on a day: some growth, and the minimum of QAR 1,000 since 20 March 2021. */
    public int wage(LocalDate day) {
        double grown = wage2018 * (1 + 0.02 * (day.getYear() - 2018));
        double least = day.isBefore(LocalDate.of(2021, 3, 20)) ? 600 : 1000;
        return (int) (Math.round(Math.max(least, grown) / 10) * 10);
    }
}
