package org.wasl.warehouse.survey;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a sample was drawn: made once, passed to every estimator.
 *
 * @param psu the column of each stage's sampling unit; empty when every row is its own unit
 * @param strata the columns whose combination is the first-stage stratum
 * @param weights the column of the sampling weight; null when it follows from {@code fpc}
 * @param fpc population counts or sampling fractions, one column a stage; a fraction of 0 is of an endless population
 * @param nest whether unit labels repeat between strata
 * @param degreesOfFreedom which units they count
 * @param designEffect what a variance is compared with
 * @param intervals how they are drawn around what is no share or quantile
 * @param imputed of a variable that was imputed several times, the columns that hold its values
 */
public record Design(
        List<String> psu,
        List<String> strata,
        @Nullable String weights,
        List<String> fpc,
        boolean nest,
        LonelyPsu lonelyPsu,
        @Nullable Nonresponse nonresponse,
        @Nullable Trimming trimming,
        @Nullable Calibration calibration,
        @Nullable Replicates replicates,
        DegreesOfFreedom degreesOfFreedom,
        DesignEffect designEffect,
        Intervals intervals,
        Map<String, List<String>> imputed) {

    public Design {
        psu = List.copyOf(psu);
        strata = List.copyOf(strata);
        fpc = List.copyOf(fpc);
        imputed = Map.copyOf(imputed);
        if (weights == null && fpc.isEmpty()) {
            throw new SurveyException("The design names neither weights nor fpc: give weights: the column of the"
                    + " sampling weight, or fpc: the population counts it follows from.");
        }
    }

    /** A design whose weights are final or calibrated, and whose columns are as they were measured. */
    public Design(
            List<String> psu,
            List<String> strata,
            @Nullable String weights,
            List<String> fpc,
            boolean nest,
            LonelyPsu lonelyPsu,
            @Nullable Calibration calibration,
            @Nullable Replicates replicates) {
        this(
                psu,
                strata,
                weights,
                fpc,
                nest,
                lonelyPsu,
                null,
                null,
                calibration,
                replicates,
                DegreesOfFreedom.DESIGN,
                DesignEffect.FINITE,
                Intervals.T,
                Map.of());
    }

    /** Stratified one-stage clusters with weights; what the programme's surveys are. */
    public static Design clustered(String strata, String psu, String weights) {
        return new Design(List.of(psu), List.of(strata), weights, List.of(), true, LonelyPsu.FAIL, null, null);
    }

    /** Reads a design file.
     *
     * @throws SurveyException naming every wrong key with its line
     */
    public static Design read(Path file) {
        return DesignReader.read(file);
    }

    /** A design from an already parsed section of a larger file. */
    public static Design of(JsonNode section, String where) {
        return DesignReader.of(section, where);
    }

    /** The same sample with another treatment of strata that hold a single unit. */
    public Design withLonelyPsu(LonelyPsu choice) {
        return with(choice, degreesOfFreedom, intervals);
    }

    /** The same sample with degrees of freedom that count other units. */
    public Design withDegreesOfFreedom(DegreesOfFreedom choice) {
        return with(lonelyPsu, choice, intervals);
    }

    /** The same sample with intervals drawn otherwise. */
    public Design withIntervals(Intervals choice) {
        return with(lonelyPsu, degreesOfFreedom, choice);
    }

    private Design with(LonelyPsu lonely, DegreesOfFreedom df, Intervals drawn) {
        return new Design(
                psu,
                strata,
                weights,
                fpc,
                nest,
                lonely,
                nonresponse,
                trimming,
                calibration,
                replicates,
                df,
                designEffect,
                drawn,
                imputed);
    }
}
