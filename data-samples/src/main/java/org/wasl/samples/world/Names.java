package org.wasl.samples.world;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Map;
import org.wasl.samples.programme.Yaml;

/** The parts that names and things are made of (names.yaml). */
public record Names(
        List<Word> stems,
        List<Word> seconds,
        List<Activity> activities,
        List<Word> groups,
        List<Suffix> suffixes,
        String arabicCompany,
        Word branch,
        Word formerly,
        List<Spelled> spellingsEn,
        List<Spelled> spellingsAr,
        List<Area> areas,
        Map<String, List<Word>> places,
        List<String> donors,
        Handlers handlers,
        List<Model> models,
        List<Refurbisher> refurbishers,
        List<Modem> modems,
        List<String> licences,
        List<String> notes,
        List<String> helpDesk,
        List<String> visitors,
        List<String> hours,
        List<String> given,
        List<String> family) {
    /** A word in both scripts. */
    public record Word(String en, String ar) {}

    /** What a firm does. */
    public record Activity(String sector, String en, String ar) {}

    /** Its legal form. */
    public record Suffix(String en, String ar, double share) {}

    /** A word and the other ways it is written. */
    public record Spelled(String from, List<String> to) {}

    /** A part of town with accommodation in it. */
    public record Area(
            String municipality,
            String en,
            String ar,
            int zone,
            double lat,
            double lon,
            double share,
            Map<String, Double> types) {}

    /** Who takes e-waste. */
    public record Handlers(String certified, List<String> other) {}

    /** A computer model: Weibull shape and scale of its life in months, faults a year. */
    public record Model(String model, String prefix, double share, double shape, double months, double faults) {}

    /** Who refurbishes; quality multiplies the life, scrap is the share that cannot be saved. */
    public record Refurbisher(String en, double share, double quality, double scrap) {}

    /** A modem model. */
    public record Modem(String model, String prefix) {}

    public static Names load() {
        return new Yaml().resource("names.yaml", new TypeReference<Names>() {});
    }
}
