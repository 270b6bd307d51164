package org.wasl.warehouse.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.survey.Estimate;
import org.wasl.warehouse.survey.Estimator;

/** Who gave no valid answer to the questions that a measure of equity rests on, by wave and group. */
final class EquityAnswers {
    private final Warehouse warehouse;
    private final String sample;
    private final Metric.EquityOf equity;
    private final double most;
    private final @Nullable String where;
    private final boolean told;
    private final Map<List<String>, Map<List<String>, FigureSheet.Answers>> known = new HashMap<>();

    /**
     * @param sample respondents by wave, as SQL may write it after FROM
     * @param most the share without a valid answer from which on a figure is flagged
     */
    EquityAnswers(Warehouse warehouse, String sample, Metric.EquityOf equity, double most, @Nullable String where) {
        this.warehouse = warehouse;
        this.sample = sample;
        this.equity = equity;
        this.most = most;
        this.where = where;
        // Files of one's own may hold the answers alone that were valid.
        this.told = warehouse.release().schema().table("survey_answer").isPresent();
    }

    /** Of those asked in the figure's group; nothing of a figure that says not how many answered. */
    FigureSheet.Answers of(Estimate figure) {
        return told && figure.n() != null
                ? shares(figure, List.copyOf(figure.domain().values()))
                : FigureSheet.Answers.NONE;
    }

    /** The same figure, flagged where too many of its group, or of the one that it is compared with, gave no answer. */
    Estimate flagged(Estimate figure) {
        if (!told || figure.n() == null) {
            return figure;
        }
        List<FigureSheet.Answers> compared = new ArrayList<>(List.of(of(figure)));
        figure.domain().forEach((dimension, group) -> {
            String reference = isGap(figure) ? equity.references().get(dimension) : null;
            if (reference != null) {
                compared.add(shares(figure, List.of(figure.domain().getOrDefault(Grain.WAVE.label(), ""), reference)));
            }
        });
        boolean many = compared.stream()
                .map(FigureSheet.Answers::itemNonresponse)
                .anyMatch(share -> share != null && share > most);
        return many ? figure.flagged("item_nonresponse") : figure;
    }

    private FigureSheet.Answers shares(Estimate figure, List<String> key) {
        List<String> dimensions = new ArrayList<>(figure.domain().keySet());
        dimensions.remove(Grain.WAVE.label());
        List<String> variables = variables(figure);
        List<String> asked = new ArrayList<>(dimensions);
        asked.addAll(variables);
        return known.computeIfAbsent(asked, any -> {
                    List<String> columns = new ArrayList<>(List.of(Grain.WAVE.label()));
                    dimensions.forEach(dimension -> columns.add(SurveyWave.column(dimension)));
                    return new ItemNonresponse(warehouse, List.of(variables))
                            .shares(
                                    "(SELECT *" + SurveyWave.labels(dimensions) + " FROM " + sample + ")",
                                    columns,
                                    where)
                            .get(0);
                })
                .getOrDefault(key, FigureSheet.Answers.NONE);
    }

    private static boolean isGap(Estimate figure) {
        return figure.estimator().equals("difference") || figure.estimator().equals("relative");
    }

    /** What people were asked for the figure's sake. */
    private List<String> variables(Estimate figure) {
        if (isGap(figure)) {
            return List.of(
                    Estimator.parse(Objects.requireNonNull(equity.figure())).variable());
        }
        String level = String.valueOf(figure.level());
        for (String variable : equity.concentrated()) {
            if (level.equals(variable) || level.startsWith(variable + " ")) {
                return List.of(variable, Objects.requireNonNull(equity.rank()));
            }
        }
        return List.of(Objects.requireNonNull(equity.spread()));
    }
}
