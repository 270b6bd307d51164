package org.wasl.samples.export;

import org.wasl.samples.world.Draw;
import org.wasl.samples.world.Facility;
import org.wasl.samples.world.Site;
import org.wasl.samples.world.Spelling;
import org.wasl.samples.world.World;

/** How other registers point at a facility: by its number, or by what they call its site. The truth is in records. */
final class Reference {
    private final World world;
    private final Spelling spelling;

    Reference(World world) {
        this.world = world;
        this.spelling = new Spelling(world.names());
    }

    void put(Row row, int facility, double byName, double missing, Draw draw) {
        if (facility < 0) {
            row.put("facility_ref", "");
            return;
        }
        Facility at = world.facilities().get(facility);
        String number = at.numberText();
        if (draw.chance(missing)) {
            row.written("facility_ref", number, "");
        } else if (draw.chance(byName)) {
            Site site = world.siteOf(at);
            String name = draw.chance(0.4) ? spelling.english(site.name(), draw) : site.name();
            row.written("facility_ref", number, name);
        } else {
            row.put("facility_ref", number);
        }
    }

    static String id(int facility) {
        return facility < 0 ? "" : "f" + (facility + 1);
    }
}
