package org.wasl.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wasl.ingest.contract.Nearest;
import org.wasl.jobs.Failure;
import org.wasl.jobs.home.Home;
import org.wasl.warehouse.catalogue.Catalogue;
import org.wasl.warehouse.catalogue.UsualPersons;
import org.wasl.warehouse.disclosure.SmallCells;
import org.wasl.warehouse.disclosure.ledger.Population;
import org.wasl.warehouse.disclosure.ledger.Request;
import org.wasl.warehouse.disclosure.ledger.Table;
import org.wasl.warehouse.query.Format;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.release.Release;
import org.wasl.warehouse.release.Releases;
import org.wasl.warehouse.release.Schema;
import org.wasl.warehouse.release.TableViews;
import org.wasl.warehouse.survey.DataFile;
import org.wasl.warehouse.survey.Design;
import org.wasl.warehouse.survey.Estimate;
import org.wasl.warehouse.survey.Estimator;
import org.wasl.warehouse.survey.SurveyEstimation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "survey",
        description = "Estimate from a sample by its design: a CSV or Parquet file, or a table of a release.")
final class SurveyCommand implements Callable<Integer> {
    /** Missing answers beyond this share are said beside the figure. */
    private static final double MANY_MISSING = 0.1;

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
            description = {
                "mean(x), total(x), prop(z), prop(z=yes, beta), ratio(a/b), quantile(x, .5, beta, hf7), var(x),",
                "cov(x, y), corr(x, y), gini(x), concentration(x, rank), difference(x, by, of, minus),",
                "relative(x, by, of, to), contrast(x, by, a: 1, b: -1), glm(y ~ x + g + x:g, binomial), ttest(y ~ g),",
                "chisq(a*b, F), kappa(a, b);",
                "several with commas between, or the option again."
            })
    private List<String> estimates = new ArrayList<>();

    @Option(
            names = "--by",
            paramLabel = "G",
            description = "Columns whose combinations are the domains, g1,g2; the option again is another split.")
    private List<String> by = new ArrayList<>();

    @Option(names = "--domain", paramLabel = "SQL", description = "Who is spoken of.")
    private @Nullable String domain;

    @Mixin
    private AsOf asOf = new AsOf();

    @Option(names = "--format", description = "table, csv or json (default: table).", defaultValue = "table")
    private Format format = Format.TABLE;

    @Option(
            names = "--zone",
            description = "Of a table: ${COMPLETION-CANDIDATES}, for your eyes or for everybody's"
                    + " (default: ${DEFAULT-VALUE}).",
            defaultValue = "published")
    private Zone zone = Zone.PUBLISHED;

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    SurveyCommand(CommandTree root) {
        this.root = root;
    }

    @Override
    public Integer call() throws SQLException, IOException {
        if ((file == null) == (table == null)) throw new Failure("give a FILE or --table, one of the two");
        if (!format.isText()) throw new Failure("survey figures come as table, csv or json, not as " + format);
        List<Estimator> asked = new ArrayList<>();
        estimates.forEach(text -> asked.addAll(Estimator.parseAll(text)));
        List<Estimate> figures = new ArrayList<>();
        for (Estimate figure : file != null ? ofFile(file, asked) : ofTable(String.valueOf(table), asked)) {
            figures.add(manyMissing(figure) ? figure.flagged("item_nonresponse") : figure);
        }
        if (figures.isEmpty()) {
            root.console()
                    .err()
                    .println("No row is in a group of --by" + (domain == null ? "." : " and meets --domain."));
        }
        if (json || format == Format.JSON) JsonOutput.print(root.console().out(), figures);
        else if (format == Format.CSV) FigureCsv.print(figures, root.console().out());
        else FigureTable.printEstimates(figures, true, root.console().out());
        return ExitCode.DONE;
    }

    private List<Estimate> ofFile(Path path, List<Estimator> asked) throws SQLException {
        if (design == null) throw new Failure("a file needs --design FILE: its strata, sampling units and weights");
        String relation = DataFile.relation(path);
        Design drawn = Design.read(design);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            // Text is parsed once, not once a query; Parquet is read where it lies.
            boolean text = !relation.startsWith("read_parquet");
            if (text) DataFile.load(connection, path, "sample_");
            return estimate(new SurveyEstimation(connection, text ? "sample_" : relation, drawn), asked);
        }
    }

    private List<Estimate> ofTable(String name, List<Estimator> asked) {
        Home home = Home.open(root.home());
        Release release = new Releases(home.directory()).resolve(asOf.release());
        List<String> tables =
                release.schema().tables().stream().map(Schema.Table::name).toList();
        if (!tables.contains(name))
            throw new Failure("there is no table '" + name + "' in " + release.id() + Nearest.hint(name, tables));
        if (design == null && !name.equals("survey_response"))
            throw new Failure("the table " + name + " needs --design FILE: its strata, sampling units and weights");
        try (Warehouse warehouse = Warehouse.open(release)) {
            Design drawn = design == null ? Design.clustered("stratum", "psu", "weight") : Design.read(design);
            SurveyEstimation survey = new SurveyEstimation(warehouse.connection(), name, drawn);
            return zone == Zone.RESTRICTED ? estimate(survey, asked) : safe(home, warehouse, name, survey, asked);
        }
    }

    /**
     * What everybody may see: enough answers, small enough an error, and no small group between this and earlier figures;
     * a cell that would tell of one is left out as if nobody were in it.
     */
    private List<Estimate> safe(
            Home home, Warehouse warehouse, String name, SurveyEstimation survey, List<Estimator> asked) {
        Catalogue catalogue = Catalogue.load(warehouse.release().programme());
        Population population = respondents(warehouse.release(), name);
        List<Table> known = new ArrayList<>(new UsualPersons(catalogue, warehouse).tables(population.universe()));
        known.add(new Table(population, new Request("true", List.of())));
        Map<List<String>, Set<List<String>>> shown = new HashMap<>();
        for (List<String> split : splits()) {
            Table table = new Table(population, new Request(domain == null ? "true" : domain, split));
            shown.put(
                    split,
                    Zone.door(home, catalogue, root.console())
                            .pass(
                                    warehouse.connection(),
                                    warehouse.release().id().toString(),
                                    known,
                                    table));
        }
        List<Estimate> open = estimate(survey, asked).stream()
                .filter(one -> shown.getOrDefault(List.copyOf(one.domain().keySet()), Set.of())
                        .contains(List.copyOf(one.domain().values())))
                .toList();
        SmallCells door = new SmallCells(catalogue.programme().disclosure());
        Map<List<Object>, Estimate> plain = design == null ? Map.of() : plain(warehouse, name, asked);
        List<Estimate> checked = open.stream()
                .map(one -> {
                    Estimate same = plain.get(figure(one));
                    if (design == null) return door.estimate(one, null);
                    return same == null ? door.suppress(one) : door.ofOwnDesign(one, same);
                })
                .toList();
        return door.counts(open, checked, Set.of());
    }

    /** The same figures as if each record had been drawn by itself, all with one chance. */
    private Map<List<Object>, Estimate> plain(Warehouse warehouse, String name, List<Estimator> asked) {
        String relation =
                "(select *, 1 as wasl_one, row_number() over () as wasl_row from " + TableViews.name(name) + ")";
        Design drawn = Design.clustered("wasl_one", "wasl_row", "wasl_one");
        Map<List<Object>, Estimate> plain = new HashMap<>();
        new SurveyEstimation(warehouse.connection(), relation, drawn)
                .estimateAll(asked, splits(), domain)
                .forEach(one -> plain.put(figure(one), one));
        return plain;
    }

    private static List<Object> figure(Estimate one) {
        return List.of(one.estimator(), one.variable(), String.valueOf(one.level()), one.domain());
    }

    /** By their names where the table has any, so that they are the same in other tables. */
    private static Population respondents(Release release, String table) {
        String quoted = TableViews.name(table);
        return release.schema().table(table).stream()
                .flatMap(t -> t.columns().stream())
                .filter(column -> column.personal() != null)
                .findFirst()
                .map(column -> Population.of(
                        "survey of " + table, quoted, "count(DISTINCT " + TableViews.name(column.name()) + ")"))
                .orElseGet(() -> Population.of("survey of " + table, quoted, "count(*)"));
    }

    private List<Estimate> estimate(SurveyEstimation survey, List<Estimator> asked) {
        long begun = System.nanoTime();
        List<Estimate> figures = survey.estimateAll(asked, splits(), domain);
        survey.told().forEach(sentence -> root.console().err().println(sentence));
        if (root.verbose()) {
            root.console()
                    .err()
                    .printf(Locale.ROOT, "%d figures in %.3f s%n", figures.size(), (System.nanoTime() - begun) / 1e9);
        }
        return figures;
    }

    private List<List<String>> splits() {
        if (by.isEmpty()) return List.of(List.of());
        return by.stream()
                .map(split ->
                        Arrays.stream(split.split(",", -1)).map(String::strip).toList())
                .toList();
    }

    private static boolean manyMissing(Estimate figure) {
        Long missing = figure.missing();
        Long answers = figure.n();
        return missing != null && answers != null && missing > MANY_MISSING * (missing + answers);
    }
}
