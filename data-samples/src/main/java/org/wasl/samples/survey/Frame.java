package org.wasl.samples.survey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wasl.samples.world.Draw;
import org.wasl.samples.world.Site;
import org.wasl.samples.world.World;

/**
 * The frame of accommodations (sites that never got a facility too) and the sample of them: strata of municipality
 * and accommodation type, small ones merged; in each a simple random sample by permanent random numbers (Ohlsson
 * 1995), so that waves overlap and each is a proper sample of its own.
 */
public final class Frame {
    /** An accommodation with its permanent random number. */
    private record Numbered(Site site, double number) {}

    /** A stratum: how many of its accommodations are sampled in a wave. */
    public static final class Stratum {
        private final String name;
        private final int sampled;
        private final List<Numbered> accommodations;

        private Stratum(String name, int sampled, List<Numbered> accommodations) {
            this.name = name;
            this.sampled = sampled;
            this.accommodations = accommodations;
        }

        public String name() {
            return name;
        }

        public int sampled() {
            return sampled;
        }

        /** Accommodations in the stratum. */
        public int size() {
            return accommodations.size();
        }

        /** The accommodations of a wave: the first ones from its starting point in [0, 1), going round. */
        public List<Site> sample(double start) {
            return accommodations.stream()
                    .sorted(Comparator.comparingDouble(a -> after(a.number(), start)))
                    .limit(sampled)
                    .map(Numbered::site)
                    .toList();
        }

        private static double after(double number, double start) {
            double distance = number - start;
            return distance < 0 ? distance + 1 : distance;
        }
    }

    private final List<Stratum> strata;

    public Frame(World world, Outcomes.Design design) {
        int wanted = (int) Math.max(4, Math.round(design.psus() * world.scale()));
        double rate = (double) wanted / world.sites().size();
        // A stratum must bring two accommodations into the sample, or it has no variance of its own.
        int enough = (int) Math.ceil(2 / rate);
        Map<String, List<Site>> merged = merged(world.sites(), enough);
        this.strata = new ArrayList<>();
        merged.forEach((name, sites) -> {
            int sampled = (int) Math.min(sites.size(), Math.max(2, Math.round(rate * sites.size())));
            strata.add(new Stratum(
                    name,
                    sampled,
                    sites.stream()
                            .map(site -> new Numbered(
                                    site,
                                    Draw.of(world.seed(), "permanent", site.index())
                                            .uniform()))
                            .toList()));
        });
    }

    public List<Stratum> strata() {
        return strata;
    }

    private static Map<String, List<Site>> merged(List<Site> all, int enough) {
        Map<String, Map<String, List<Site>>> cells = new TreeMap<>();
        for (Site site : all) {
            cells.computeIfAbsent(site.municipality(), m -> new TreeMap<>())
                    .computeIfAbsent(site.type(), t -> new ArrayList<>())
                    .add(site);
        }
        Map<String, List<Site>> strata = new TreeMap<>();
        List<Site> rest = new ArrayList<>();
        cells.forEach((municipality, types) -> {
            List<Site> small = new ArrayList<>();
            types.forEach((type, sites) -> {
                if (sites.size() >= enough) {
                    strata.put(municipality + "/" + type, sites);
                } else {
                    small.addAll(sites);
                }
            });
            if (small.size() >= enough) {
                strata.put(municipality + "/other", small);
            } else {
                rest.addAll(small);
            }
        });
        if (rest.size() >= enough || strata.isEmpty()) {
            strata.put("rest", rest);
        } else if (!rest.isEmpty()) {
            String smallest = strata.entrySet().stream()
                    .min(Comparator.comparingInt(e -> e.getValue().size()))
                    .orElseThrow()
                    .getKey();
            strata.computeIfPresent(smallest, (k, sites) -> new ArrayList<>(sites))
                    .addAll(rest);
        }
        return strata;
    }
}
