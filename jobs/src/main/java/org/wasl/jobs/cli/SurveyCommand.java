package org.wasl.jobs.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wasl.jobs.Failure;
import org.wasl.jobs.home.Home;
import org.wasl.warehouse.catalogue.Catalogue;
import org.wasl.warehouse.disclosure.SmallCells;
import org.wasl.warehouse.disclosure.ledger.Population;
import org.wasl.warehouse.disclosure.ledger.Request;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.release.Releases;
import org.wasl.warehouse.survey.Design;
import org.wasl.warehouse.survey.Estimate;
import org.wasl.warehouse.survey.Estimator;
import org.wasl.warehouse.survey.SurveyEstimation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "survey",
        description = "Estimate from a sample by its design: a CSV or Parquet file, or a table of a release.")
final class SurveyCommand implements Callable<Integer> {
    private final CommandTree root;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "A .csv or .parquet file.")
    private @Nullable Path file;

    @Option(names = "--table", paramLabel = "T", description = "A table of the release instead of a file.")
    private @Nullable String table;

    @Option(
            names = "--design",
            paramLabel = "FILE",
            description = "The design (YAML). A table of a release needs none: survey_response brings its own.")
    private @Nullable Path design;

    @Option(
            names = "--estimate",
            required = true,
            paramLabel = "E",
            description =
                    "mean(x), total(x), prop(x), ratio(a/b), quantile(x, .5), var(x), difference(x, by, of, minus); repeat for more.")
    private List<String> estimates = new ArrayList<>();

    @Option(names = "--by", split = ",", paramLabel = "G", description = "Columns whose values are the domains.")
    private List<String> by = new ArrayList<>();

    @Option(names = "--domain", paramLabel = "SQL", description = "Who is spoken of.")
    private @Nullable String domain;

    @Option(
            names = "--as-of",
            paramLabel = "RELEASE",
            description = "A release, or a day (default: current).",
            defaultValue = "current")
    private String asOf = "current";

    @Option(
            names = "--zone",
            description = "Of a table: ${COMPLETION-CANDIDATES}, for your eyes or for everybody's"
                    + " (default: ${DEFAULT-VALUE}).",
            defaultValue = "published")
    private Zone zone = Zone.PUBLISHED;

    @Option(names = "--json", description = "For a machine.")
    private boolean json;

    SurveyCommand(CommandTree root) {
        this.root = root;
    }

    @Override
    public Integer call() throws SQLException {
        if ((file == null) == (table == null)) throw new Failure("give a FILE or --table, one of the two");
        List<Estimate> results = file != null ? ofFile(file) : ofTable(String.valueOf(table));
        if (json) JsonOutput.print(root.console().out(), results);
        else FigureTable.printEstimates(results, true, root.console().out());
        return ExitCode.DONE;
    }

    private List<Estimate> ofFile(Path path) throws SQLException {
        if (design == null) throw new Failure("a file needs --design FILE: its strata, sampling units and weights");
        if (!Files.isReadable(path))
            throw new Failure("cannot read " + path + ": there is no such file, or you may not");
        String quoted = "'" + path.toString().replace("'", "''") + "'";
        String relation = path.toString().endsWith(".parquet")
                ? "read_parquet(" + quoted + ")"
                : "read_csv(" + quoted + ", header = true)";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            return estimate(connection, relation, Design.read(design));
        }
    }

    private List<Estimate> ofTable(String name) {
        if (design == null && !name.equals("survey_response"))
            throw new Failure("the table " + name + " needs --design FILE: its strata, sampling units and weights");
        Home home = Home.open(root.home());
        try (Warehouse warehouse = Warehouse.open(new Releases(home.directory()).resolve(asOf))) {
            Design drawn = design == null ? Design.clustered("stratum", "psu", "weight") : Design.read(design);
            List<Estimate> estimated = estimate(warehouse.connection(), name, drawn);
            return zone == Zone.RESTRICTED ? estimated : safe(home, warehouse, name, estimated);
        }
    }

    /** What everybody may see: enough answers, small enough an error, and no small group between this and earlier figures. */
    private List<Estimate> safe(Home home, Warehouse warehouse, String name, List<Estimate> estimated) {
        Catalogue catalogue = Catalogue.load(warehouse.release().programme());
        String filter = domain == null ? "true" : domain;
        Zone.door(home, catalogue, root.console())
                .pass(
                        warehouse.connection(),
                        warehouse.release().id().toString(),
                        new Population("survey of " + name, name, "count(*)"),
                        List.of(new Request("true", List.of())),
                        new Request(filter, by));
        SmallCells door = new SmallCells(catalogue.programme().disclosure());
        return estimated.stream().map(one -> door.estimate(one, null)).toList();
    }

    private List<Estimate> estimate(Connection connection, String relation, Design drawn) {
        List<Estimator> estimators = estimates.stream().map(Estimator::parse).toList();
        return new SurveyEstimation(connection, relation, drawn).estimate(estimators, by, domain);
    }
}
