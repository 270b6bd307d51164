package org.wasl.samples.world;

import java.util.List;

/** Names of firms in both scripts: head, activity, legal form; distinct heads until they run out, some confusable. */
final class FirmNames {
    /** A firm's names and what they say it does. */
    record Firm(String nameEn, String nameAr, String sector) {}

    private record Head(String en, String ar) {}

    private final Names names;
    private final long seed;
    private final int heads;
    private final int stride;
    private final int offset;

    FirmNames(Names names, long seed) {
        this.names = names;
        this.seed = seed;
        this.heads = names.stems().size() * (names.seconds().size() + 1);
        Draw draw = Draw.of(seed, "firm-names");
        this.offset = draw.below(heads);
        this.stride = coprime(heads, heads / 3 + draw.below(heads / 4));
    }

    Firm firm(int index) {
        Draw draw = Draw.of(seed, "firm", index);
        // Now and then a firm has the head of another: a sister company, or chance.
        boolean sister = index > 3 && draw.chance(0.05);
        int of = sister ? index - 1 - draw.below(3) : index;
        Head head = head((int) ((offset + (long) of * stride) % heads));
        List<Names.Activity> all = names.activities();
        int weighted = draw.chance(0.45) ? draw.below(7) : draw.below(all.size());
        Names.Activity activity = all.get((weighted + of / heads + (sister ? 9 : 0)) % all.size());
        Names.Suffix suffix = names.suffixes()
                .get(draw.weighted(names.suffixes().stream()
                        .mapToDouble(Names.Suffix::share)
                        .toArray()));
        return new Firm(
                head.en() + " " + activity.en() + " " + suffix.en(),
                arabic(head.ar() + " " + activity.ar(), suffix.ar()),
                activity.sector());
    }

    /** What the firm calls itself after a change of name: the head stays, the rest goes. */
    Firm renamed(Firm firm, int index) {
        Draw draw = Draw.of(seed, "renamed", index);
        Names.Word group = draw.pick(names.groups());
        Head head = head((int) ((offset + (long) index * stride) % heads));
        return new Firm(
                head.en() + " " + group.en() + " W.L.L.", arabic(head.ar() + " " + group.ar(), "ذ.م.م"), firm.sector());
    }

    private String arabic(String name, String suffix) {
        return (names.arabicCompany() + " " + name + " " + suffix).strip();
    }

    /** A stem alone, or a stem and a second word. */
    private Head head(int at) {
        int stems = names.stems().size();
        Names.Word stem = names.stems().get(at % stems);
        int second = at / stems;
        if (second == 0) {
            return new Head(stem.en(), stem.ar());
        }
        Names.Word word = names.seconds().get(second - 1);
        return new Head(stem.en() + " " + word.en(), stem.ar() + " " + word.ar());
    }

    private static int coprime(int of, int from) {
        int candidate = from;
        while (gcd(candidate, of) != 1) {
            candidate++;
        }
        return candidate;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
