package org.wasl.warehouse.report;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.wasl.warehouse.catalogue.Figure;
import org.wasl.warehouse.catalogue.Programme;
import org.wasl.warehouse.report.ReportData.CodeAmount;
import org.wasl.warehouse.report.ReportData.Flow;
import org.wasl.warehouse.report.ReportData.Headline;
import org.wasl.warehouse.report.ReportData.MonthAmount;
import org.wasl.warehouse.report.ReportData.Openings;
import org.wasl.warehouse.report.ReportData.Phase;
import org.wasl.warehouse.report.ReportData.Place;
import org.wasl.warehouse.report.ReportData.Stage;

/** Gathers what was reached, and where the devices went. */
final class ReachAssembly {
    private static final String FACILITIES = "facilities_established";
    private static final String DEVICES = "computers_received";
    private static final int NAMED_DONORS = 6;
    private static final int NAMED_REFURBISHERS = 4;
    private static final double LEAST_NAMED_SHARE = 0.01;

    private final Measures measures;
    private final Programme programme;

    ReachAssembly(Measures measures, Programme programme) {
        this.measures = measures;
        this.programme = programme;
    }

    List<Headline> headlines() {
        return programme.targets().stream()
                .map(t -> new Headline(t.metric(), measures.headline(t.metric()), t.target(), t.reported(), t.source()))
                .toList();
    }

    Openings openings() {
        List<MonthAmount> months = measures.months(FACILITIES).stream()
                .dropWhile(m -> m.amount().or(1) == 0)
                .toList();
        double target =
                programme.target(FACILITIES).map(Programme.Target::target).orElse(1.0);
        Map<String, Amount> byPhase = measures.codes(FACILITIES, "phase").stream()
                .collect(Collectors.toMap(CodeAmount::code, CodeAmount::amount));
        return new Openings(
                months,
                target,
                YearMonth.from(programme.firstOpening()),
                YearMonth.from(programme.end()),
                programme.phases().stream()
                        .map(p -> new Phase(p.code(), YearMonth.from(p.from()), YearMonth.from(p.to())))
                        .toList(),
                programme.phases().stream()
                        .filter(p -> byPhase.containsKey(p.code()))
                        .map(p -> new CodeAmount(p.code(), byPhase.getOrDefault(p.code(), Amount.absent())))
                        .toList());
    }

    List<Place> places() {
        Map<String, Amount> facilities = byPlace("facilities_open");
        Map<String, Amount> workers = byPlace("workers_covered");
        Map<String, Amount> computers = byPlace("computers_per_100_workers");
        Set<String> codes = new LinkedHashSet<>(facilities.keySet());
        codes.addAll(workers.keySet());
        return codes.stream()
                .map(c -> new Place(
                        c,
                        facilities.getOrDefault(c, Amount.exact(0)),
                        workers.getOrDefault(c, Amount.absent()),
                        computers.getOrDefault(c, Amount.absent())))
                .toList();
    }

    private Map<String, Amount> byPlace(String metric) {
        Map<String, Amount> amounts = new LinkedHashMap<>();
        measures.codes(metric, "municipality").forEach(c -> amounts.put(c.code(), c.amount()));
        return amounts;
    }

    /** Computers from donor to refurbisher to delivery to their state now; small donors together. */
    List<Flow> chain() {
        List<Figure> first = measures.figures(DEVICES, "donor", "refurbisher");
        List<Figure> second = measures.figures(DEVICES, "refurbisher", "delivery");
        List<Figure> third = measures.figures(DEVICES, "delivery", "device_state");
        Set<String> donors = largest(first, "donor", NAMED_DONORS);
        Set<String> refurbishers = largest(first, "refurbisher", NAMED_REFURBISHERS);
        List<Flow> flows = new ArrayList<>();
        flows.addAll(flows(first, Stage.DONOR, "donor", donors, Stage.REFURBISHER, "refurbisher", refurbishers));
        flows.addAll(
                flows(second, Stage.REFURBISHER, "refurbisher", refurbishers, Stage.DELIVERED, "delivery", Set.of()));
        flows.addAll(flows(third, Stage.DELIVERED, "delivery", Set.of(), Stage.NOW, "device_state", Set.of()));
        return flows;
    }

    private static Set<String> largest(List<Figure> figures, String dimension, int count) {
        Map<String, Double> sums = new HashMap<>();
        figures.forEach(f ->
                sums.merge(Measures.domain(f, dimension), Measures.amount(f).or(0), Double::sum));
        double all = sums.values().stream().mapToDouble(Double::doubleValue).sum();
        return sums.entrySet().stream()
                .filter(e -> e.getValue() >= all * LEAST_NAMED_SHARE)
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .limit(count)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The counts between two stages; names beyond those kept are added up as "other". No names: all are kept. */
    private static List<Flow> flows(
            List<Figure> figures,
            Stage fromStage,
            String from,
            Set<String> keptFrom,
            Stage toStage,
            String to,
            Set<String> keptTo) {
        Map<List<String>, Double> sums = new LinkedHashMap<>();
        for (Figure figure : figures) {
            List<String> ends =
                    List.of(kept(Measures.domain(figure, from), keptFrom), kept(Measures.domain(figure, to), keptTo));
            sums.merge(ends, Measures.amount(figure).or(0), Double::sum);
        }
        return sums.entrySet().stream()
                .filter(e -> e.getValue() > 0)
                .map(e -> new Flow(
                        fromStage, e.getKey().get(0), toStage, e.getKey().get(1), Amount.exact(e.getValue())))
                .toList();
    }

    private static String kept(String name, Set<String> kept) {
        return kept.isEmpty() || kept.contains(name) ? name : "other";
    }
}
