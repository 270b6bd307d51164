package org.wasl.warehouse.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wasl.warehouse.catalogue.Catalogue;
import org.wasl.warehouse.catalogue.Figure;
import org.wasl.warehouse.catalogue.Metric;
import org.wasl.warehouse.catalogue.SurveyWave;
import org.wasl.warehouse.query.Warehouse;
import org.wasl.warehouse.report.ReportData.Gap;
import org.wasl.warehouse.survey.Estimate;
import org.wasl.warehouse.survey.Estimator;
import org.wasl.warehouse.survey.SurveyEstimation;

/**
 * Gathers the differences and ratios between groups in the last wave. A gap is published only where both groups'
 * shares may be; the relative error of a difference says nothing, since a gap may well be zero.
 */
final class GapAssembly {
    private static final double TWO_SIDED_95 = 1.959964;

    private final Warehouse warehouse;
    private final Catalogue catalogue;
    private final Measures measures;
    private final ReportLayout layout;

    GapAssembly(Warehouse warehouse, Catalogue catalogue, Measures measures, ReportLayout layout) {
        this.warehouse = warehouse;
        this.catalogue = catalogue;
        this.measures = measures;
        this.layout = layout;
    }

    List<Gap> gaps(String wave) {
        List<Gap> gaps = new ArrayList<>();
        for (ReportLayout.Contrast contrast : layout.gaps()) {
            List<Figure> shares = measures.figures(contrast.metric(), contrast.dimension());
            Optional<Figure> group = in(shares, contrast.dimension(), contrast.group(), wave);
            Optional<Figure> reference = in(shares, contrast.dimension(), contrast.reference(), wave);
            if (group.isPresent() && reference.isPresent()) {
                gaps.add(gap(contrast, group.get(), reference.get(), wave));
            }
        }
        return gaps;
    }

    private static Optional<Figure> in(List<Figure> figures, String dimension, String code, String wave) {
        return figures.stream()
                .filter(f -> Measures.domain(f, dimension).equals(code)
                        && Measures.domain(f, "wave").equals(wave))
                .findFirst();
    }

    private Gap gap(ReportLayout.Contrast contrast, Figure group, Figure reference, String wave) {
        Amount withheld = new Amount(null, null, null, null, Amount.Standing.WITHHELD);
        Amount difference = withheld;
        Amount ratio = withheld;
        if (Measures.amount(group).isPrinted() && Measures.amount(reference).isPrinted()) {
            Optional<Estimate> estimated = difference(contrast, wave);
            difference = estimated.map(GapAssembly::published).orElse(Amount.absent());
            ratio = estimated
                    .map(d -> ratio(group.estimate(), reference.estimate(), d))
                    .orElse(Amount.absent());
        }
        return new Gap(
                contrast.metric(), contrast.dimension(), contrast.group(), contrast.reference(), difference, ratio);
    }

    private Optional<Estimate> difference(ReportLayout.Contrast contrast, String wave) {
        Metric metric = catalogue.get(contrast.metric());
        if (!(Estimator.parse(metric.estimates().get(0).estimator()) instanceof Estimator.Mean mean)) {
            throw new ReportException("report/report.yaml compares groups on " + metric.id()
                    + ", whose first estimate is no mean. Only means and shares can be compared.");
        }
        String sample = warehouse.held(catalogue.sql(metric));
        Estimator estimator =
                new Estimator.Difference(mean.variable(), contrast.dimension(), contrast.group(), contrast.reference());
        return SurveyWave.of(warehouse, sample, List.of()).stream()
                .filter(one -> one.number().equals(wave))
                .flatMap(one -> new SurveyEstimation(
                                warehouse.connection(),
                                "(SELECT * FROM " + sample + " WHERE wave = " + one.number() + ")",
                                one.linearised())
                                .estimate(
                                        List.of(estimator),
                                        List.of(),
                                        metric.estimates().get(0).domain())
                                .stream())
                .filter(e -> e.estimate() != null && e.ciLow() != null && e.ciHigh() != null)
                .findFirst();
    }

    private static Amount published(Estimate e) {
        return new Amount(e.estimate(), e.ciLow(), e.ciHigh(), e.n(), Amount.Standing.PUBLISHED);
    }

    /**
     * The ratio of two shares with an interval on the log scale: the delta method, Var(log a/b) = Va/a² + Vb/b² −
     * 2 Cab/(ab), where the covariance Cab = (Va + Vb − Vd)/2 follows from the error of the difference.
     */
    static Amount ratio(Estimate a, Estimate b, Estimate difference) {
        Double x = a.estimate();
        Double y = b.estimate();
        Double sx = a.se();
        Double sy = b.se();
        Double sd = difference.se();
        if (x == null || y == null || sx == null || sy == null || sd == null || x <= 0 || y <= 0) {
            return Amount.absent();
        }
        double covariance = (sx * sx + sy * sy - sd * sd) / 2;
        double variance = sx * sx / (x * x) + sy * sy / (y * y) - 2 * covariance / (x * y);
        double half = TWO_SIDED_95 * Math.sqrt(Math.max(0, variance));
        double ratio = x / y;
        return new Amount(
                ratio, ratio * Math.exp(-half), ratio * Math.exp(half), difference.n(), Amount.Standing.PUBLISHED);
    }
}
