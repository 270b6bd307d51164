package org.wasl.warehouse.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.catalogue.Figure;
import org.wasl.warehouse.report.ReportData.CodeAmount;
import org.wasl.warehouse.report.ReportData.GroupValue;
import org.wasl.warehouse.report.ReportData.Outcomes;
import org.wasl.warehouse.report.ReportData.Trend;

/** Gathers the survey outcomes which the programme's report.yaml names. */
final class SurveyAssembly {
    private static final String WAVE = "wave";
    private static final String EXPOSED = "exposed";

    private final Measures measures;
    private final ReportLayout layout;
    private final CodeLabels codes;

    SurveyAssembly(Measures measures, ReportLayout layout, CodeLabels codes) {
        this.measures = measures;
        this.layout = layout;
        this.codes = codes;
    }

    Outcomes outcomes() {
        splits().forEach(measures::prepare);
        List<String> waves = waves();
        if (waves.isEmpty()) {
            return new Outcomes(List.of(), List.of(), layout.groups().metric(), List.of(), List.of());
        }
        List<Trend> trends = layout.outcomes().stream()
                .flatMap(o -> trend(o, waves).stream())
                .toList();
        return new Outcomes(waves, trends, layout.groups().metric(), groups(waves), reasons(last(waves)));
    }

    /** The dimensions by which the report splits each of its survey metrics. */
    private Map<String, Set<String>> splits() {
        Map<String, Set<String>> splits = new TreeMap<>();
        layout.outcomes().forEach(o -> of(splits, o.metric()).add(EXPOSED));
        of(splits, layout.groups().metric()).addAll(layout.groups().dimensions());
        layout.gaps().forEach(gap -> of(splits, gap.metric()).add(gap.dimension()));
        return splits;
    }

    private static Set<String> of(Map<String, Set<String>> splits, String metric) {
        return splits.computeIfAbsent(metric, m -> new TreeSet<>());
    }

    private List<String> waves() {
        TreeSet<String> waves = new TreeSet<>();
        measures.figures(layout.groups().metric()).forEach(f -> waves.add(Measures.domain(f, WAVE)));
        return List.copyOf(waves);
    }

    private Optional<Trend> trend(ReportLayout.Outcome outcome, List<String> waves) {
        List<Figure> all = measures.figures(outcome.metric());
        List<Figure> split = measures.figures(outcome.metric(), EXPOSED);
        if (all.stream().noneMatch(f -> Measures.isOf(f, outcome.level()))) {
            return Optional.empty();
        }
        return Optional.of(new Trend(
                outcome.id(),
                byWave(all, outcome.level(), null, waves),
                byWave(split, outcome.level(), "1", waves),
                byWave(split, outcome.level(), "0", waves)));
    }

    private static List<Amount> byWave(
            List<Figure> figures, @Nullable String level, @Nullable String exposed, List<String> waves) {
        return waves.stream()
                .map(wave -> figures.stream()
                        .filter(f -> Measures.isOf(f, level))
                        .filter(f -> Measures.domain(f, WAVE).equals(wave))
                        .filter(f ->
                                exposed == null || Measures.domain(f, EXPOSED).equals(exposed))
                        .findFirst()
                        .map(Measures::amount)
                        .orElse(Amount.absent()))
                .toList();
    }

    private List<GroupValue> groups(List<String> waves) {
        List<GroupValue> groups = new ArrayList<>();
        for (String dimension : layout.groups().dimensions()) {
            List<Figure> figures = measures.figures(layout.groups().metric(), dimension);
            for (String code : codes.codes(dimension)) {
                Amount first = in(figures, dimension, code, waves.get(0));
                Amount last = in(figures, dimension, code, last(waves));
                if (first.standing() != Amount.Standing.ABSENT || last.standing() != Amount.Standing.ABSENT) {
                    groups.add(new GroupValue(dimension, code, first, last));
                }
            }
        }
        return groups;
    }

    private static Amount in(List<Figure> figures, String dimension, String code, String wave) {
        return figures.stream()
                .filter(f -> Measures.domain(f, dimension).equals(code))
                .filter(f -> Measures.domain(f, WAVE).equals(wave))
                .findFirst()
                .map(Measures::amount)
                .orElse(Amount.absent());
    }

    private List<CodeAmount> reasons(String wave) {
        return measures.figures("non_use_reason").stream()
                .filter(f -> Measures.domain(f, WAVE).equals(wave))
                .map(f ->
                        new CodeAmount(Objects.requireNonNullElse(f.estimate().level(), "unknown"), Measures.amount(f)))
                .toList();
    }

    private static String last(List<String> list) {
        return list.get(list.size() - 1);
    }
}
