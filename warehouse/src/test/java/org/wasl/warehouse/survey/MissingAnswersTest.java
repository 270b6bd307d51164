package org.wasl.warehouse.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside each figure stands how many rows of its domain gave no answer. */
class MissingAnswersTest {
    private static final String IN_B = "st = 'b'";

    private Connection connection = open();

    private static Connection open() {
        try {
            return DriverManager.getConnection("jdbc:duckdb:");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @BeforeEach
    void sample() throws SQLException {
        connection = open();
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    create table s as select * from (values
                      ('a', 1, 2, 3.0, 'x', 'g'), ('a', 1, 2, 1.0, 'y', 'h'), ('a', 2, 1, null, 'x', 'g'),
                      ('b', 3, 1, 5.0, 'y', 'g'), ('b', 3, 1, 2.0, 'x', 'g'), ('b', 4, 3, 4.0, 'y', 'h'),
                      ('b', 4, 3, 6.0, 'x', 'h'), ('b', 5, 2, null, null, 'g'), ('b', 5, 2, 3.0, 'y', 'g')
                    ) t(st, psu, w, y, c, grp)
                    """);
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mean(y)",
                "total(y)",
                "prop(c)",
                "ratio(y/w)",
                "quantile(y, .5)",
                "var(y)",
                "cov(y, w)",
                "corr(y, w)",
                "gini(y)",
                "concentration(w, y)",
                "kappa(c, c)",
                "chisq(c*grp)",
                "difference(y, grp, g, h)",
                "relative(total(y), grp, g, h)",
                "contrast(y, grp, g: 1, h: -1)",
                "glm(y ~ w)",
                "ttest(y ~ grp)",
                "ttest(y)"
            })
    void ofADomainOnly(String figure) {
        assertEquals(1, missing(figure, "{'psu': 'psu', 'strata': 'st', 'weights': 'w'}"));
        assertEquals(
                1, missing(figure, "{'psu': 'psu', 'strata': 'st', 'weights': 'w', 'replicates': {'make': 'JKn'}}"));
    }

    @Test
    void ofNobodyWhenAllAnswered() {
        assertEquals(0, missing("gini(w)", "{'psu': 'psu', 'strata': 'st', 'weights': 'w'}"));
    }

    private @Nullable Long missing(String figure, String design) {
        return new SurveyEstimation(connection, "s", design(design))
                .estimate(List.of(Estimator.parse(figure)), List.of(), IN_B)
                .get(0)
                .missing();
    }

    private static Design design(String text) {
        try {
            return Design.of(JsonMapper.builder().build().readTree(text.replace('\'', '"')), "design");
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
