package org.wasl.warehouse.disclosure.job;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.wasl.warehouse.disclosure.ProtectionException;
import org.wasl.warehouse.disclosure.audit.Auditor;
import org.wasl.warehouse.disclosure.audit.Exposure;
import org.wasl.warehouse.disclosure.audit.Publication;
import org.wasl.warehouse.disclosure.suppress.Problem;
import org.wasl.warehouse.disclosure.suppress.Suppression;
import org.wasl.warehouse.disclosure.table.Cell;
import org.wasl.warehouse.disclosure.table.CellSystem;
import org.wasl.warehouse.disclosure.table.Knowledge;
import org.wasl.warehouse.disclosure.table.Need;
import org.wasl.warehouse.survey.DataFile;

/** Makes a protected table of a file: adds up, finds what is sensitive, hides, and lets the auditor attack the result. */
public final class TableProtection {
    private final TableRules rules;

    public TableProtection(TableRules rules) {
        this.rules = rules;
    }

    /** The cells of a CSV or Parquet file. */
    public CellSystem cells(Path file) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            return new TableRows(connection, DataFile.relation(file), rules).system();
        } catch (SQLException e) {
            throw new ProtectionException(file + " cannot be read as a table: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
        }
    }

    /**
     * Suppresses and audits.
     *
     * @param earlier what left before of the same table
     * @throws ProtectionException when the sensitive cells cannot be protected
     */
    public ProtectedTable suppress(CellSystem system, List<Publication> earlier) {
        Map<Integer, Need> needs = rules.sensitivity().needs(system);
        Knowledge knowledge = knowledge(system);
        Problem problem = new Problem(system, needs, knowledge, costs(system), open(system));
        Suppression suppression = rules.suppressor().suppress(problem);
        List<Exposure> exposures =
                new Auditor(knowledge, earlier).demand(new Publication(system, suppression.hidden()), needs);
        return new ProtectedTable(system, needs, suppression, exposures);
    }

    /** Attacks a table that was protected elsewhere. */
    public List<Exposure> audit(CellSystem system, BitSet hidden, List<Publication> earlier) {
        return new Auditor(knowledge(system), earlier)
                .audit(
                        new Publication(system, hidden),
                        rules.sensitivity().needs(system));
    }

    /** Which cells are sensitive, and how far they must be protected. */
    public Map<Integer, Need> needs(CellSystem system) {
        return rules.sensitivity().needs(system);
    }

    private Knowledge knowledge(CellSystem system) {
        Double within = rules.within();
        return within == null
                ? Knowledge.outsider(system, rules.magnitudes(), rules.insiders())
                : Knowledge.within(system, within, rules.magnitudes(), rules.insiders());
    }

    private List<Double> costs(CellSystem system) {
        List<Double> costs = new ArrayList<>();
        for (Cell cell : system.cells()) {
            costs.add(Math.max(1, switch (rules.cost()) {
                case CELLS -> 1;
                case VALUE -> Math.abs(cell.value());
                case CONTRIBUTORS -> cell.contributors();
            }));
        }
        return costs;
    }

    private BitSet open(CellSystem system) {
        BitSet open = new BitSet();
        for (int i = 0; i < system.size(); i++) {
            open.set(i, rules.zeros() || system.cell(i).count() > 0);
        }
        return open;
    }
}
