package org.wasl.transform.linkage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wasl.transform.linkage.estimate.Parameters;
import org.wasl.transform.linkage.model.Input;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.model.LinkageModel.Level;
import org.wasl.transform.linkage.review.Decision;
import org.wasl.transform.linkage.review.Docket;

/**
 * {@code model.json}: what a run used and learned, complete enough to run it again without estimation.
 *
 * @param probabilityTwoRecordsMatch the prior
 * @param passedOver by rule, elements of lists that too many records have
 * @param generation how many runs the entity ids have lasted, from 1
 */
public record ModelDocument(
        LinkageModel model,
        List<Input> inputs,
        double probabilityTwoRecordsMatch,
        List<ComparisonDocument> comparisons,
        List<Parameters.Session> sessions,
        List<String> warnings,
        long records,
        long comparedPairs,
        @Nullable List<List<String>> passedOver,
        int generation) {
    static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** A comparison with its levels' probabilities. */
    public record ComparisonDocument(String comparison, List<LevelDocument> levels) {}

    /** A level; m, u and weight are null where it says nothing. */
    public record LevelDocument(
            String label,
            @Nullable Double m,
            @Nullable Double u,
            @Nullable Double weight) {}

    /** The parameters, as scoring takes them. */
    Parameters parameters() {
        double[][] m = comparisons.stream()
                .map(c -> c.levels().stream()
                        .mapToDouble(l -> l.m() == null ? 0 : l.m())
                        .toArray())
                .toArray(double[][]::new);
        double[][] u = comparisons.stream()
                .map(c -> c.levels().stream()
                        .mapToDouble(l -> l.u() == null ? 0 : l.u())
                        .toArray())
                .toArray(double[][]::new);
        return new Parameters(probabilityTwoRecordsMatch, m, u, sessions, warnings);
    }

    /** What tells its run from others: the model, the sources, and what was learned. */
    String identity() {
        List<Object> what =
                List.of(model, inputs.stream().map(Input::source).toList(), probabilityTwoRecordsMatch, comparisons);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(JSON.writeValueAsBytes(what));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same after additions.
     *
     * @param count how many records there are now
     */
    ModelDocument after(int generations, long count) {
        return new ModelDocument(
                model,
                inputs,
                probabilityTwoRecordsMatch,
                comparisons,
                sessions,
                warnings,
                count,
                comparedPairs,
                passedOver,
                generations);
    }

    static ModelDocument of(
            LinkageModel model, List<Input> inputs, Linkage.Result result, Docket docket, int generation) {
        Parameters parameters = result.parameters();
        List<ComparisonDocument> comparisons = new ArrayList<>();
        for (int c = 0; c < model.comparisons().size(); c++) {
            List<LevelDocument> levels = new ArrayList<>();
            for (int i = 0; i < model.comparisons().get(c).levels().size(); i++) {
                Level level = model.comparisons().get(c).levels().get(i);
                double m = parameters.m()[c][i];
                double u = parameters.u()[c][i];
                levels.add(
                        level.missing()
                                ? new LevelDocument(level.label(), null, null, null)
                                : new LevelDocument(level.label(), m, u, Math.log(m / u) / Math.log(2)));
            }
            comparisons.add(new ComparisonDocument(model.comparisons().get(c).name(), levels));
        }
        return new ModelDocument(
                model,
                inputs,
                parameters.prior(),
                comparisons,
                parameters.sessions(),
                warnings(parameters, docket),
                result.recordCount(),
                (long) result.compared(),
                result.passedOver(),
                generation);
    }

    private static List<String> warnings(Parameters parameters, Docket docket) {
        List<String> warnings = new ArrayList<>(parameters.warnings());
        if (!docket.absent().isEmpty()) {
            Decision first = docket.absent().get(0);
            warnings.add(docket.absent().size() + " decisions are about records that the inputs do not have, such as "
                    + first.left() + " and " + first.right() + "; they are kept");
        }
        return warnings;
    }
}
