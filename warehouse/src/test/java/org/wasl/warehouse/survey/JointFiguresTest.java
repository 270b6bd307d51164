package org.wasl.warehouse.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * A score of two figures, the root of their product, computed again on every replicate. R 4.2.2, survey 4.1-1:
 *
 * <pre>{@code
 * r <- as.svrepdesign(svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = apistrat), type = "JKn")
 * withReplicates(r, function(w, x) { m <- function(y) sum(w * y) / sum(w)
 *   sqrt(m(x$api00 / 10) * 100 * m(x$enroll) / m(x$api.stu) / 2) })
 * }</pre>
 *
 * and likewise among {@code stype == "E"}, without fpc, and for {@code apiclus1} with type JK1.
 */
class JointFiguresTest {
    private static final List<Estimator.Simple> FIGURES =
            List.of(new Estimator.Mean("api00"), new Estimator.Ratio("enroll", "api.stu"));

    @Test
    void aScoreOfAStratifiedSampleHasRsReplicateError() throws SQLException, URISyntaxException {
        Design design = design(List.of(), List.of("stype"), List.of("fpc"), Replicates.Kind.JKN);
        equal(score("apistrat", design, List.of(), 0), 62.900875855405, 0.53071706650635);
        equal(score("apistrat", design, List.of("stype"), 0), 62.918805300988, 0.61618034752392);
    }

    @Test
    void withoutAFinitePopulationToo() throws SQLException, URISyntaxException {
        Design design = design(List.of(), List.of("stype"), List.of(), Replicates.Kind.JKN);
        equal(score("apistrat", design, List.of(), 0), 62.900875855405, 0.54012873337634);
        equal(score("apistrat", design, List.of("stype"), 0), 62.918805300988, 0.62326963278104);
    }

    @Test
    void aScoreOfAClusterSampleHasRsReplicateError() throws SQLException, URISyntaxException {
        Design design = design(List.of("dnum"), List.of(), List.of("fpc"), Replicates.Kind.JK1);
        equal(score("apiclus1", design, List.of(), 0), 61.567285219879, 1.4771517421516);
        equal(score("apiclus1", design, List.of("stype"), 0), 61.662434136709, 1.6197774385488);
    }

    private static Design design(List<String> psu, List<String> strata, List<String> fpc, Replicates.Kind kind) {
        return new Design(
                psu, strata, "pw", fpc, false, LonelyPsu.FAIL, null, new Replicates.Made(kind, 0, 0, 0, false));
    }

    private static JointFigures.Derived score(String data, Design design, List<String> by, int domain)
            throws SQLException, URISyntaxException {
        Path file =
                Path.of(Objects.requireNonNull(JointFiguresTest.class.getResource("/reference/survey/" + data + ".csv"))
                        .toURI());
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            JointFigures figures =
                    new SurveyEstimation(connection, DataFile.relation(file), design).joint(FIGURES, by, null);
            return figures.derive(values -> Math.sqrt(values.of(domain, 0) / 10 * 100 * values.of(domain, 1) / 2));
        }
    }

    private static void equal(JointFigures.Derived score, double value, double error) {
        assertEquals(value, score.value(), 1e-9 * value);
        assertEquals(error, score.se(), 1e-8 * error);
    }
}
