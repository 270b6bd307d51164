package org.wasl.warehouse.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A query sees the columns that it names, and no other costs it anything. */
class DataTableTest {
    private static final String THREE =
            "(values (1, 2, 3), (null, 5, 6)) as three(\"Age\", \"what \"\"you\"\" earn\", zone)";

    @SuppressWarnings("NullAway")
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void aColumnIsThereWhereItIsNamedInAnyCaseOrQuoted() {
        assertEquals(List.of("Age"), seen("where AGE > 0"));
        assertEquals(List.of("Age", "zone"), seen("where zone > 0 and \"age\" is null"));
        assertEquals(List.of("what \"you\" earn"), seen("where \"what \"\"you\"\" earn\" > 0"));
    }

    @Test
    void allAreThereWhereNoneIsNamedOrAPatternChooses() {
        assertEquals(List.of("Age", "what \"you\" earn", "zone"), seen(""));
        assertEquals(List.of("Age", "what \"you\" earn", "zone"), seen("where columns('z.*') > 0"));
    }

    @Test
    void aNameThatIsNotThereIsToldWithTheNearestOfAll() {
        SurveyException refused = assertThrows(SurveyException.class, () -> seen("where zones > age"));

        assertEquals(
                "The estimate cannot be computed: Binder Error: Referenced column \"zones\" not found in FROM clause!"
                        + " Candidate bindings: \"zone\", \"Age\"",
                refused.getMessage());
    }

    private List<String> seen(String where) {
        List<String> names = new ArrayList<>();
        DataTable.of(connection, THREE).query("select * from " + DataTable.ROWS + " " + where + " limit 1", row -> {
            ResultSetMetaData columns = row.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                names.add(columns.getColumnName(i));
            }
        });
        return names;
    }
}
