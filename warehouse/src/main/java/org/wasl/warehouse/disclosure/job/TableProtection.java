package org.wasl.warehouse.disclosure.job;

import java.io.IOException;
import java.nio.file.Files;
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
import org.wasl.warehouse.disclosure.perturb.CellKeys;
import org.wasl.warehouse.disclosure.perturb.ControlledRounding;
import org.wasl.warehouse.disclosure.suppress.Problem;
import org.wasl.warehouse.disclosure.suppress.Suppression;
import org.wasl.warehouse.disclosure.table.Cell;
import org.wasl.warehouse.disclosure.table.CellSystem;
import org.wasl.warehouse.disclosure.table.Knowledge;
import org.wasl.warehouse.disclosure.table.Need;
import org.wasl.warehouse.survey.DataFile;

/** Makes a protected table of a file: adds up, finds what is sensitive, hides, and lets the auditor attack the result. */
public final class TableProtection {
    private static final double KNOWN = 0.01;

    private final TableRules rules;

    public TableProtection(TableRules rules) {
        this.rules = rules;
    }

    /** The cells of a CSV or Parquet file. */
    public CellSystem cells(Path file) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            return new TableRows(connection, file, rules, secret()).system();
        } catch (SQLException e) {
            throw new ProtectionException(file + " cannot be read as a table: " + DataFile.fault(e), e);
        }
    }

    private String secret() {
        Path file = rules.secret();
        if (file == null || rules.by() != TableRules.By.CELL_KEYS) {
            return "";
        }
        try {
            String secret = Files.readString(file).strip();
            if (secret.length() < 16) {
                throw new ProtectionException("the secret in " + file + " has fewer than 16 characters");
            }
            return secret;
        } catch (IOException e) {
            throw new ProtectionException("the secret " + file + " cannot be read", e);
        }
    }

    /**
     * The table as it may be printed, by whatever the rules ask for.
     *
     * @param earlier what left before of the same table, in the same way
     */
    public PublishedTable publish(CellSystem system, List<Publication> earlier) {
        demandOneWay(earlier);
        return switch (rules.by()) {
            case SUPPRESSION -> PublishedTable.of(suppress(system, earlier));
            case ROUNDING ->
                PublishedTable.changed(
                        system,
                        new ControlledRounding(rules.base(), rules.suppressor().time())
                                .round(system, Auditor.changedBefore(system, earlier)),
                        "rounding");
            case CELL_KEYS ->
                PublishedTable.changed(system, new CellKeys(rules.changes()).perturb(system), "cell_keys");
        };
    }

    /** A table with all that must be known of it when more is to leave. */
    public Publication publication(CellSystem system, PublishedTable table) {
        return rules.by() == TableRules.By.SUPPRESSION
                ? new Publication(system, table.hidden(), way(), List.of(), needs(system))
                : new Publication(system, new BitSet(), way(), table.values(), Map.of());
    }

    private String way() {
        return switch (rules.by()) {
            case SUPPRESSION -> Publication.SUPPRESSION;
            case ROUNDING -> "rounding to base " + rules.base();
            case CELL_KEYS ->
                "cell keys of maximum " + rules.changes().maximum() + ", variance "
                        + rules.changes().variance() + " and small "
                        + rules.changes().small();
        };
    }

    /** A number hidden here and changed there is known to within the change. */
    private void demandOneWay(List<Publication> earlier) {
        for (Publication publication : earlier) {
            if (!publication.way().equals(way())) {
                throw new ProtectionException("what left before is protected by " + publication.way()
                        + ", and this would be by " + way()
                        + ": the two together tell more than either; keep to one way");
            }
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
        BitSet told = Auditor.printedBefore(system, earlier);
        for (int cell : needs.keySet()) {
            if (told.get(cell)) {
                throw new ProtectionException(
                        String.join(" / ", system.cell(cell).key())
                                + " may not be told, and left with an earlier table; nothing can take it back");
            }
        }
        BitSet open = open(system);
        open.andNot(told);
        Problem problem = new Problem(system, needs, knowledge, costs(system, earlier), open);
        Suppression suppression = rules.suppressor().suppress(problem);
        List<Exposure> exposures =
                new Auditor(knowledge, earlier).demand(new Publication(system, suppression.hidden()), needs);
        return new ProtectedTable(system, needs, suppression, exposures);
    }

    /** Attacks a table that was protected elsewhere. */
    public List<Exposure> audit(CellSystem system, BitSet hidden, List<Publication> earlier) {
        demandOneWay(earlier);
        return new Auditor(knowledge(system), earlier)
                .audit(new Publication(system, hidden), rules.sensitivity().needs(system));
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

    /** What was hidden before and has not changed costs little: nobody has it. */
    private List<Double> costs(CellSystem system, List<Publication> earlier) {
        BitSet before = Auditor.hiddenBefore(system, earlier);
        List<Double> costs = new ArrayList<>();
        for (int i = 0; i < system.size(); i++) {
            Cell cell = system.cell(i);
            double cost = switch (rules.cost()) {
                case CELLS -> 1;
                case VALUE -> Math.abs(cell.value());
                case CONTRIBUTORS -> (double) cell.contributors();
            };
            costs.add(Math.max(1, cost) * (before.get(i) ? KNOWN : 1));
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
