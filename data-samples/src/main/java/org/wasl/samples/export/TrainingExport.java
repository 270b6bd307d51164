package org.wasl.samples.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.wasl.samples.world.Draw;
import org.wasl.samples.world.Facility;
import org.wasl.samples.world.Text;
import org.wasl.samples.world.Training;
import org.wasl.samples.world.World;

/** The volunteers' session sheets, delivered year by year. */
public final class TrainingExport {
    private static final String FEED = "training";

    private final Exports exports;
    private final Reference reference;

    public TrainingExport(Exports exports) {
        this.exports = exports;
        this.reference = new Reference(exports.world());
    }

    /** Sessions held, and the volunteers who held them. */
    public record Counts(long sessions, long volunteers) {}

    public Counts write() throws IOException {
        long sessions = 0;
        BitSet volunteers = new BitSet();
        World world = exports.world();
        List<Sheet> sheets = new ArrayList<>();
        for (Delivery delivery : Delivery.of(FEED)) {
            sheets.add(exports.open(FEED, delivery));
        }
        Training training = new Training(world);
        for (Facility facility : world.facilities()) {
            for (Training.Session session : training.of(facility)) {
                sessions++;
                volunteers.set(session.volunteer());
                int at = 0;
                while (at < sheets.size() - 1 && sheets.get(at).delivery().day().isBefore(session.heldOn())) {
                    at++;
                }
                sheets.get(at).add(row(session), facility.id(), facility.id());
            }
        }
        for (Sheet sheet : sheets) {
            sheet.close();
        }
        return new Counts(sessions, volunteers.cardinality());
    }

    private Row row(Training.Session session) {
        Draw draw = Draw.of(exports.seed(), "session-row", session.number());
        boolean noBadges = draw.chance(exports.rates().training("badges_missing"));
        String separator = draw.pick(List.of(";", "; ", ",", " "));
        String badges =
                session.badges().stream().map(b -> "B" + Text.digits(b, 6)).collect(Collectors.joining(separator));
        Row row = new Row()
                .put("session_no", session.numberText())
                .put("held_on", session.heldOn())
                .put("language", session.language())
                .put("module", session.module())
                .put("volunteer", session.volunteerText())
                .put("hours", Text.decimal(session.hours(), 1))
                .put("attendees", session.badges().size())
                .put("badges", badges, noBadges ? "" : badges, "badges_missing");
        reference.put(row, session.facility(), exports.rates().training("facility_by_name"), 0, draw);
        return row;
    }
}
