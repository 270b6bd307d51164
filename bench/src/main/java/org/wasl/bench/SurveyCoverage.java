package org.wasl.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.wasl.samples.programme.Programme;
import org.wasl.samples.survey.Answers;
import org.wasl.samples.survey.Outcomes;
import org.wasl.samples.survey.Person;
import org.wasl.samples.world.Site;
import org.wasl.samples.world.World;
import org.wasl.samples.world.WorldBuilder;
import org.wasl.warehouse.survey.Calibration;
import org.wasl.warehouse.survey.DegreesOfFreedom;
import org.wasl.warehouse.survey.Design;
import org.wasl.warehouse.survey.Estimate;
import org.wasl.warehouse.survey.Estimator;
import org.wasl.warehouse.survey.Intervals;
import org.wasl.warehouse.survey.LonelyPsu;
import org.wasl.warehouse.survey.SurveyEstimation;

/**
 * How often 95 % intervals hold the population's value: samples of the generator's accommodations and their residents,
 * two stages within strata, each person asked in two waves. {@code SurveyCoverage PROGRAMME SAMPLES CALIBRATED [DIR KEPT [FIGURES]]}:
 * so many samples, each answered by R's defaults and by the setting that holds, so many of them once more with post-stratified weights, so many written to a directory for others,
 * and of the figures only those in which the expression is found.
 */
public final class SurveyCoverage {
    private static final int PEOPLE = 24;
    private static final int SMALLEST_STRATUM = 40;
    private static final double SAMPLED_SITES = 0.07;
    private static final int SAMPLED_PEOPLE = 6;
    private static final List<LocalDate> WAVES = List.of(LocalDate.of(2019, 6, 1), LocalDate.of(2021, 6, 1));

    private static final String TENS = "answers in tens";
    private static final String WOMEN = "some 50 women a sample, in some 45 sites";
    private static final String HEAP = "three in ten have the minimum wage itself";

    /** Those of one domain stand together: they are answered together. */
    private static final List<Question> QUESTIONS = List.of(
            new Question("wave = 2", "mean(wage)"),
            new Question("wave = 2", "total(internet_use)"),
            new Question("wave = 2", "prop(education)"),
            new Question("wave = 2", "prop(internet_use=1)"),
            new Question("wave = 2", "prop(internet_use=1, logit)"),
            new Question("wave = 2", "prop(internet_use=1, beta)"),
            new Question("wave = 2", "prop(internet_use=1, wilson)"),
            new Question("wave = 2", "prop(rare=1, logit)"),
            new Question("wave = 2", "prop(rare=1, beta)"),
            new Question("wave = 2", "prop(rare=1, wilson)"),
            new Question("wave = 2", "ratio(remit_amount/wage)"),
            new Question("wave = 2", "quantile(wage, .25)", HEAP),
            new Question("wave = 2", "quantile(wage, .5)", TENS),
            new Question("wave = 2", "quantile(wage, .9)", TENS),
            new Question("wave = 2", "quantile(remit_amount, .25)", TENS),
            new Question("wave = 2", "quantile(remit_amount, .5)", TENS),
            new Question("wave = 2", "var(age)"),
            new Question("wave = 2", "corr(wage, remit_amount)"),
            new Question("wave = 2", "cov(wage, age)"),
            new Question("wave = 2", "gini(wage)"),
            new Question("wave = 2", "concentration(internet_use, wage)"),
            new Question("wave = 2", "difference(wage, exposed, 1, 0)"),
            new Question("wave = 2", "difference(remit_amount, band, low, middle)"),
            new Question("wave = 2", "difference(wage, sex, male, female)", WOMEN),
            new Question("wave = 2", "relative(internet_use, exposed, 1, 0)"),
            new Question("wave = 2", "contrast(internet_use, band, low: 1, middle: -0.5, high: -0.5)"),
            new Question("wave = 2", "ttest(internet_use ~ exposed)"),
            new Question("wave = 2", "glm(wage ~ age + exposed)"),
            new Question("wave = 2", "glm(internet_use ~ age + exposed, binomial)"),
            new Question("wave = 2", "glm(skills ~ age + exposed, poisson)"),
            new Question("wave = 2 and exposed = 1", "mean(internet_use)"),
            new Question("wave = 2 and sex = 'female'", "mean(wage)", WOMEN),
            new Question("wave = 2 and sex = 'female'", "prop(internet_use=1, beta)", WOMEN),
            new Question("wave = 1", "quantile(wage, .25)", TENS),
            new Question("wave = 1", "quantile(wage, .5)", TENS),
            new Question("wave = 1", "quantile(wage, .9)", TENS),
            new Question("true", "difference(internet_use, wave, 2, 1)"),
            new Question("true", "difference(total(internet_use), wave, 2, 1)"),
            new Question("true", "relative(wage, wave, 2, 1)"));

    /** People by wave and sex, which post-stratification knows. */
    private static final Map<String, Double> MARGINS = new LinkedHashMap<>();

    private SurveyCoverage() {}

    /** How intervals are drawn: one setting for all figures. */
    private enum Setting {
        /** As R's survey draws them when nothing is said. */
        R_DEFAULT {
            @Override
            Design of(Design design) {
                return design;
            }

            @Override
            String of(String estimator) {
                return estimator;
            }
        },
        /** With the options that docs/methods.md names for answers in round numbers and for groups of few. */
        HOLDING {
            @Override
            Design of(Design design) {
                return design.withDegreesOfFreedom(DegreesOfFreedom.DOMAIN).withIntervals(Intervals.HALL);
            }

            @Override
            String of(String estimator) {
                return estimator.startsWith("quantile(")
                        ? estimator.replace(")", ", woodruff, interpolated)")
                        : estimator;
            }
        };

        abstract Design of(Design design);

        abstract String of(String estimator);
    }

    /** What is asked of whom, and what is known to be hard about it. */
    private record Question(String domain, String estimator, String remark) {
        Question(String domain, String estimator) {
            this(domain, estimator, "");
        }
    }

    public static void main(String[] arguments) throws Exception {
        int samples = Integer.parseInt(arguments[1]);
        int calibrated = Integer.parseInt(arguments[2]);
        int kept = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 0;
        Pattern figures = Pattern.compile(arguments.length > 5 ? arguments[5] : ".*");
        List<Question> questions = QUESTIONS.stream()
                .filter(question -> figures.matcher(question.estimator()).find())
                .toList();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            populate(connection, Path.of(arguments[0]));
            statement.execute("set threads = 1");
            List<Asked> askings = new ArrayList<>();
            for (Setting setting : Setting.values()) {
                askings.add(Asked.of(connection, setting, false, questions, samples));
            }
            for (Setting setting : Setting.values()) {
                askings.add(Asked.of(connection, setting, true, questions, calibrated));
            }
            if (kept > 0) {
                write(Path.of(arguments[3]), askings.get(0).truth());
            }
            int processors = Runtime.getRuntime().availableProcessors();
            ExecutorService pool = Executors.newFixedThreadPool(processors);
            List<Future<?>> running = new ArrayList<>();
            for (int first = 0; first < processors; first++) {
                int from = first;
                running.add(pool.submit(() -> {
                    try (Connection own =
                            connection.unwrap(DuckDBConnection.class).duplicate()) {
                        for (int sample = from; sample < Math.max(samples, calibrated); sample += processors) {
                            look(own, sample, askings, sample < kept ? Path.of(arguments[3]) : null);
                        }
                    }
                    return null;
                }));
            }
            pool.shutdown();
            for (Future<?> one : running) {
                one.get();
            }
            print(askings);
        }
    }

    /** Draws one sample and counts which intervals hold. */
    private static void look(Connection connection, int sample, List<Asked> askings, @Nullable Path keep)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(draw(sample));
            if (sample % 100 == 0) {
                System.err.println("sample " + sample);
            }
            for (Asked asked : askings) {
                if (sample < asked.samples()) {
                    asked.count(ask(connection, "sample_", asked.design(), asked.questions(), asked.setting()));
                }
            }
            if (keep != null) {
                statement.execute("copy (select * from sample_ where wave = 2 order by stratum, site, person) to '"
                        + keep.resolve(sample + ".csv") + "' (format csv, header)");
            }
        }
    }

    /**
     * What is asked of every sample.
     *
     * @param held by figure, of how many samples there was an interval and how many held the truth
     */
    private record Asked(
            Setting setting,
            Design design,
            List<Question> questions,
            int samples,
            List<Estimate> truth,
            List<String> names,
            Map<String, int[]> held) {
        /** What holds the truth is by the same definition: a quantile between answers in the population too. */
        static Asked of(
                Connection connection, Setting setting, boolean calibrated, List<Question> questions, int samples) {
            List<Estimate> truth = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (Question question : questions) {
                for (Estimate figure : ask(connection, "population_", census(), List.of(question), setting)) {
                    truth.add(figure);
                    names.add(String.format(Locale.ROOT, "%02d ", truth.size())
                            + named(question, figure)
                            + (calibrated ? " post-stratified" : ""));
                }
            }
            return new Asked(
                    setting,
                    setting.of(SurveyCoverage.design(calibrated)),
                    questions,
                    samples,
                    truth,
                    names,
                    new LinkedHashMap<>());
        }

        synchronized void count(List<Estimate> answers) {
            if (truth.size() != answers.size()) {
                return; // a rare level was not drawn
            }
            for (int i = 0; i < truth.size(); i++) {
                Estimate figure = answers.get(i);
                Double low = figure.ciLow();
                Double high = figure.ciHigh();
                if (!figure.variable().equals(truth.get(i).variable())
                        || !Objects.equals(figure.level(), truth.get(i).level())) {
                    throw new IllegalStateException(figure + " is held against " + truth.get(i));
                }
                double value = Objects.requireNonNull(truth.get(i).estimate());
                if (low != null && high != null) {
                    int[] counts = held.computeIfAbsent(names.get(i), any -> new int[2]);
                    counts[0]++;
                    counts[1] += low <= value && value <= high ? 1 : 0;
                }
            }
        }
    }

    /** The population's values, for others to look for. */
    private static void write(Path directory, List<Estimate> truth) throws IOException {
        try (CSVPrinter printer =
                new CSVPrinter(Files.newBufferedWriter(directory.resolve("truth.csv")), CSVFormat.RFC4180)) {
            printer.printRecord("estimator", "variable", "level", "value");
            for (Estimate figure : truth) {
                printer.printRecord(figure.estimator(), figure.variable(), figure.level(), figure.estimate());
            }
        }
    }

    private static Design census() {
        return new Design(List.of(), List.of(), "one_", List.of(), false, LonelyPsu.FAIL, null, null);
    }

    private static Design design(boolean calibrated) {
        return new Design(
                List.of("site", "person"),
                List.of("stratum"),
                "weight",
                List.of("sites", "people"),
                true,
                LonelyPsu.FAIL,
                calibrated ? new Calibration.Poststratify("margin", MARGINS) : null,
                null);
    }

    private static List<Estimate> ask(
            Connection connection, String relation, Design design, List<Question> questions, Setting setting) {
        List<Estimate> answers = new ArrayList<>();
        Map<String, List<Estimator>> byDomain = new LinkedHashMap<>();
        for (Question question : questions) {
            byDomain.computeIfAbsent(question.domain(), any -> new ArrayList<>())
                    .add(Estimator.parse(setting.of(question.estimator())));
        }
        byDomain.forEach((domain, estimators) -> answers.addAll(
                new SurveyEstimation(connection, relation, design).estimate(estimators, List.of(), domain)));
        return answers;
    }

    /** The question, and which of its answers. */
    private static String named(Question question, Estimate figure) {
        String among = question.domain().equals("true") ? " both waves" : ", " + question.domain();
        String which = figure.estimator().equals("glm") ? " " + figure.variable() : "";
        String level = figure.level();
        return question.estimator()
                + which
                + (level == null || told(question, level) ? "" : " [" + level + "]")
                + among
                + (question.remark().isEmpty() ? "" : " (" + question.remark() + ")");
    }

    /** Whether the estimator's own text says it: a comparison's level is what is compared. */
    private static boolean told(Question question, String level) {
        return question.estimator().matches("(difference|relative|contrast|quantile)\\(.*")
                || question.estimator().contains("=" + level);
    }

    /** Askings stand in pairs: by R's defaults, and by the setting that holds. */
    private static void print(List<Asked> askings) {
        System.out.printf(
                Locale.ROOT, "%-88s%9s%14s%10s%n", "held, %; wanted: 93 to 97", "samples", "R's default", "holding");
        int figures = 0;
        int byDefault = 0;
        int holding = 0;
        for (int pair = 0; pair < askings.size(); pair += 2) {
            Map<String, int[]> first = askings.get(pair).held();
            Map<String, int[]> second = askings.get(pair + 1).held();
            for (Map.Entry<String, int[]> asked : first.entrySet()) {
                String figure = asked.getKey();
                int[] counts = Objects.requireNonNull(second.get(figure), figure);
                boolean heap = figure.contains(HEAP);
                if (!heap) {
                    figures++;
                    byDefault += wanted(asked.getValue()) ? 1 : 0;
                    holding += wanted(counts) ? 1 : 0;
                }
                System.out.printf(
                        Locale.ROOT,
                        "%-88s%9d%13.1f%1s%9.1f%1s%n",
                        figure,
                        counts[0],
                        percent(asked.getValue()),
                        wanted(asked.getValue()) ? "" : "!",
                        percent(counts),
                        heap ? "" : wanted(counts) ? "" : "!");
            }
        }
        System.out.printf(
                Locale.ROOT,
                "Between 93 %% and 97 %% of %d figures: %d by R's defaults; %d by df: domain, intervals: hall, and quantiles"
                        + " woodruff, interpolated.%n",
                figures,
                byDefault,
                holding);
        System.out.println("Not counted: a quantile of which " + HEAP + "; no interval around it misses it.");
    }

    private static boolean wanted(int[] counts) {
        return percent(counts) >= 93 && percent(counts) <= 97;
    }

    private static double percent(int[] counts) {
        return 100.0 * counts[1] / counts[0];
    }

    /** Both waves of everybody who lives there, up to twenty-four a site. */
    private static void populate(Connection connection, Path directory) throws SQLException {
        Programme programme = Programme.load(directory);
        World world = new WorldBuilder(7, 1, programme, 0, 0, 0).build();
        Outcomes model = Outcomes.load();
        Answers answers = new Answers(world.seed(), model);
        Map<String, Integer> sizes = new LinkedHashMap<>();
        world.sites().forEach(site -> sizes.merge(site.municipality() + "/" + site.type(), 1, Integer::sum));
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table population_ (stratum varchar, site integer, person varchar, wave integer, sex"
                            + " varchar, age double, education varchar, wage double, remit_amount double, internet_use integer,"
                            + " rare integer, skills integer, exposed integer, band varchar, one_ double, margin varchar)");
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into population_ values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)")) {
                for (Site site : world.sites()) {
                    String stratum = site.municipality() + "/" + site.type();
                    String merged = sizes.getOrDefault(stratum, 0) >= SMALLEST_STRATUM ? stratum : "rest";
                    for (int number = 0; number < Math.min(PEOPLE, site.residents()); number++) {
                        Person person = Person.of(
                                world.seed(), model.people(), programme.codeList("nationality"), site.index(), number);
                        for (int wave = 1; wave <= WAVES.size(); wave++) {
                            LocalDate day = WAVES.get(wave - 1);
                            boolean exposed = site.exposureMonths(day) > 0;
                            insert(
                                    insert,
                                    merged,
                                    site,
                                    person,
                                    wave,
                                    exposed,
                                    answers.of(person, site, day, wave, exposed));
                        }
                    }
                    insert.executeBatch();
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("create table persons_ as select distinct site, person from population_");
            statement.execute(
                    "create table frame_ as select *, count(*) over (partition by stratum) as sites from (select"
                            + " stratum, site, count(distinct person) as people from population_ group by all)");
            try (var row = statement.executeQuery("select margin, count(*) from population_ group by margin")) {
                while (row.next()) {
                    MARGINS.put(row.getString(1), row.getDouble(2));
                }
            }
        }
    }

    private static void insert(
            PreparedStatement insert,
            String stratum,
            Site site,
            Person person,
            int wave,
            boolean exposed,
            Map<String, String> answers)
            throws SQLException {
        double wage = Double.parseDouble(answers.getOrDefault("wage", "0"));
        int at = 1;
        insert.setString(at++, stratum);
        insert.setInt(at++, site.index());
        insert.setString(at++, person.id());
        insert.setInt(at++, wave);
        insert.setString(at++, person.sex());
        insert.setDouble(at++, Double.parseDouble(answers.getOrDefault("age", "0")));
        insert.setString(at++, person.education());
        insert.setDouble(at++, wage);
        insert.setDouble(at++, Double.parseDouble(answers.getOrDefault("remit_amount", "0")));
        insert.setInt(at++, yes(answers, "internet_use"));
        insert.setInt(at++, yes(answers, "loc_work") * yes(answers, "act_jobs"));
        insert.setInt(
                at++, yes(answers, "skill_copy_file") + yes(answers, "skill_copy_paste") + yes(answers, "skill_email"));
        insert.setInt(at++, exposed ? 1 : 0);
        insert.setString(at++, wage < 1200 ? "low" : wage < 2000 ? "middle" : "high");
        insert.setString(at, "wave " + wave + ", " + person.sex());
        insert.addBatch();
    }

    private static int yes(Map<String, String> answers, String variable) {
        return "yes".equals(answers.get(variable)) ? 1 : 0;
    }

    /** Simple random sampling of sites within strata, then of people within sites; the same people in both waves. */
    private static String draw(int sample) {
        return "create or replace temp table sample_ as with drawn as (select *, row_number() over (partition by stratum order"
                + " by hash(site::varchar || '/" + sample + "')) as turn from frame_ qualify turn <= greatest(2, round("
                + SAMPLED_SITES + " * sites))), sized as (select *, count(*) over (partition by stratum) as taken from"
                + " drawn), chosen as (select * from persons_ semi join sized using (site) qualify row_number() over"
                + " (partition by site order by hash(person || '/" + sample + "')) <= " + SAMPLED_PEOPLE
                + ") select p.*, s.sites, s.people, s.sites / s.taken * s.people / least(" + SAMPLED_PEOPLE
                + ", s.people) as weight from sized s join chosen using (site) join population_ p using (site, person)";
    }
}
