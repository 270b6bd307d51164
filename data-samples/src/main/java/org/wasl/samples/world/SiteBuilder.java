package org.wasl.samples.world;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The accommodation sites: where they are, how many live there, how far along they stood before any facility. */
final class SiteBuilder {
    private final long seed;
    private final Names names;
    private final double[] shares;

    SiteBuilder(long seed, Names names) {
        this.seed = seed;
        this.names = names;
        this.shares = names.areas().stream().mapToDouble(Names.Area::share).toArray();
    }

    /** As many sites, in no order; nothing has opened and nobody is assigned yet. */
    List<Site> draft(int count) {
        List<Site> sites = new ArrayList<>(count);
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < count; i++) {
            sites.add(site(i, numbers));
        }
        return sites;
    }

    private Site site(int index, Map<String, Integer> numbers) {
        Draw draw = Draw.of(seed, "site", index);
        Names.Area area = names.areas().get(draw.weighted(shares));
        Map<String, Double> types = new TreeMap<>(area.types());
        List<String> codes = List.copyOf(types.keySet());
        String type = codes.get(draw.weighted(
                types.values().stream().mapToDouble(Double::doubleValue).toArray()));
        List<Names.Word> places = names.places().get(type);
        if (places == null) {
            throw new IllegalStateException("names.yaml has no places of type " + type);
        }
        Names.Word place = draw.pick(places);
        int number = numbers.merge(area.en() + place.en(), draw.between(1, 3), Integer::sum);
        int residents = (int) Math.round(draw.logNormal("labour_city".equals(type) ? 1100 : 700, 0.6));
        // Rounded to the precision of a hand-held receiver.
        double latitude = Math.rint((area.lat() + 0.012 * clamp(draw.normal())) * 1e5) / 1e5;
        double longitude = Math.rint((area.lon() + 0.012 * clamp(draw.normal())) * 1e5) / 1e5;
        return new Site(
                index,
                area.en() + " " + place.en() + " " + number,
                place.ar() + " " + area.ar() + " " + number,
                area.municipality(),
                area.zone(),
                draw.between(1, 99) * 10,
                draw.between(1, 240),
                latitude,
                longitude,
                type,
                0,
                residents,
                draw.normal(),
                -1,
                null);
    }

    /** Sites in the order in which they are served: better placed ones tend to come first. */
    int[] order(List<Site> sites) {
        Integer[] order = new Integer[sites.size()];
        double[] priority = new double[order.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
            priority[i] = 0.6 * sites.get(i).baseline()
                    + 0.8 * Draw.of(seed, "priority", i).normal();
        }
        Arrays.sort(
                order, Comparator.comparingDouble((Integer i) -> -priority[i]).thenComparing(i -> i));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    Site placed(Site draft, double residentsFactor, int employer, @Nullable LocalDate opened) {
        int residents = Math.max(60, (int) Math.round(draft.residents() * residentsFactor));
        int beds = (int) Math.round(
                residents * (1.02 + 0.25 * Draw.of(seed, "beds", draft.index()).uniform()));
        return new Site(
                draft.index(),
                draft.name(),
                draft.nameAr(),
                draft.municipality(),
                draft.zone(),
                draft.street(),
                draft.building(),
                draft.latitude(),
                draft.longitude(),
                draft.type(),
                beds,
                residents,
                draft.baseline(),
                employer,
                opened);
    }

    private static double clamp(double z) {
        return Math.max(-2.5, Math.min(2.5, z));
    }
}
