package org.wasl.warehouse.impact;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.catalogue.Programme;
import org.wasl.warehouse.catalogue.Questionnaires;
import org.wasl.warehouse.catalogue.Words;
import org.wasl.warehouse.disclosure.Thresholds;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.release.Releases;
import org.wasl.warehouse.survey.DataFile;
import org.wasl.warehouse.survey.SurveyException;

/**
 * Runs a study: the same declaration on the same release gives the same numbers, whenever and wherever.
 *
 * <pre>{@code
 * StudyRun.Outcome outcome = StudyRun.run(Study.read(file), new Releases(home), out);
 * }</pre>
 */
public final class StudyRun {
    private final Study study;
    private final StudyData data;

    private StudyRun(Study study, StudyData data) {
        this.study = study;
        this.data = data;
    }

    /**
     * A study's results.
     *
     * @param release the release read, null for a file
     * @param files what was written
     */
    public record Outcome(
            List<StudyResult> results, @Nullable String release, long rows, List<Path> files) {}

    /**
     * Runs a study and writes {@code results.json}, {@code results.csv}, {@code study.json}, {@code study.html} in
     * English, {@code study-ar.html} in Arabic and its event-study plots. What rests on fewer observations of a release than the programme shows is withheld.
     *
     * @throws StudyException when the data do not hold what the study asks for
     */
    public static Outcome run(Study study, Releases releases, Path out) {
        if (study.input() instanceof Study.Input.OfRelease input) {
            var release = releases.resolve(input.release());
            try (Warehouse warehouse = Warehouse.open(release)) {
                StudyRun run = new StudyRun(study, read(study, warehouse.connection(), input.relation()));
                Thresholds thresholds = Programme.load(release.programme()).disclosure();
                return run.write(release.id().toString(), run.small(thresholds), names(release.programme()), out);
            }
        }
        return run(study, out);
    }

    /** The same for a study of a file, which needs no release; whose file it is decides what may be shown of it. */
    public static Outcome run(Study study, Path out) {
        if (!(study.input() instanceof Study.Input.DataFile file)) {
            throw new StudyException("The study reads a release, which a home must hold.");
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            StudyRun run = new StudyRun(study, read(study, connection, DataFile.relation(file.path())));
            return run.write(null, run.results(), Map.of(), out);
        } catch (SurveyException unreadable) {
            throw new StudyException(String.valueOf(unreadable.getMessage()), unreadable);
        } catch (SQLException failed) {
            throw new StudyException("The data of the study cannot be read: " + failed.getMessage(), failed);
        }
    }

    /** What the questionnaires call the survey's variables. */
    private static Map<String, Words> names(Path programme) {
        Map<String, Words> names = new HashMap<>();
        for (Questionnaires.Variable v : Questionnaires.load(programme).variables()) {
            names.put(v.name(), new Words(v.label(), v.ar() == null ? v.label() : v.ar()));
        }
        return names;
    }

    /** The results alone, from a session in which {@code relation} can be read. */
    public static List<StudyResult> compute(Study study, Connection connection, String relation) {
        return new StudyRun(study, read(study, connection, relation)).results();
    }

    private static StudyData read(Study study, Connection connection, String relation) {
        Set<String> columns = new LinkedHashSet<>(List.of(study.unit(), study.time(), study.treatment()));
        columns.add(study.cluster());
        columns.addAll(study.outcomes());
        columns.addAll(study.covariates());
        columns.addAll(study.subgroups());
        String weights = study.weights();
        if (weights != null) {
            columns.add(weights);
        }
        for (Specification specification : study.estimators()) {
            if (specification instanceof Specification.FixedEffects effects) {
                columns.addAll(Formula.parse(effects.formula()).columns());
                columns.addAll(effects.cluster());
            }
        }
        StudyData data = StudyData.read(connection, relation, columns);
        checkWeights(study, data);
        return data;
    }

    private static void checkWeights(Study study, StudyData data) {
        String weights = study.weights();
        if (weights == null) {
            return;
        }
        double[] values = data.number(weights);
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] > 0)) {
                throw new StudyException(
                        "\"" + weights + "\" is " + data.label(weights).get(i) + " for "
                                + study.unit() + " " + data.label(study.unit()).get(i) + " in " + study.time() + " "
                                + data.label(study.time()).get(i) + "; a weight is a positive number.");
            }
        }
    }

    static double[] ones(int rows) {
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        return ones;
    }

    private List<StudyResult> small(Thresholds thresholds) {
        return new SmallSamples(study, data, thresholds).withheld(results());
    }

    private Outcome write(@Nullable String release, List<StudyResult> results, Map<String, Words> variables, Path out) {
        List<Path> files = new StudyFiles(study, variables, out).write(results, release, data.rows());
        return new Outcome(results, release, data.rows(), files);
    }

    private List<StudyResult> results() {
        List<StudyResult> results = new ArrayList<>();
        for (Specification specification : study.estimators()) {
            results.addAll(estimate(specification, null, data));
            for (String column : study.subgroups()) {
                for (String level : data.levels(column)) {
                    if (!level.isEmpty()) {
                        List<String> labels = data.label(column);
                        StudyData part = data.where(i -> labels.get(i).equals(level));
                        results.addAll(estimate(specification, column + "=" + level, part));
                    }
                }
            }
        }
        return adjusted(results);
    }

    private List<StudyResult> estimate(Specification specification, @Nullable String subgroup, StudyData rows) {
        if (specification instanceof Specification.FixedEffects effects) {
            return FormulaEffects.of(effects, study.weights(), subgroup, rows);
        }
        List<StudyResult> results = new ArrayList<>();
        for (String outcome : study.outcomes()) {
            results.addAll(new TwoGroupEffects(study, (Specification.TwoGroup) specification, outcome, subgroup, rows)
                    .results());
        }
        return results;
    }

    /** The headline effects of one specification are a family: its outcomes and subgroups are so many tries. */
    private List<StudyResult> adjusted(List<StudyResult> results) {
        Map<String, List<Integer>> families = new HashMap<>();
        for (int i = 0; i < results.size(); i++) {
            StudyResult result = results.get(i);
            if (result.parameter().equals("twfe") && result.p() != null) {
                families.computeIfAbsent(result.specification(), any -> new ArrayList<>())
                        .add(i);
            }
        }
        List<StudyResult> adjusted = new ArrayList<>(results);
        for (List<Integer> family : families.values()) {
            double[] p = family.stream()
                    .mapToDouble(i -> {
                        Double value = results.get(i).p();
                        return value == null ? 1 : value;
                    })
                    .toArray();
            double[] values = study.adjust().adjust(p);
            for (int k = 0; k < values.length; k++) {
                adjusted.set(family.get(k), results.get(family.get(k)).withAdjusted(values[k]));
            }
        }
        return adjusted;
    }
}
