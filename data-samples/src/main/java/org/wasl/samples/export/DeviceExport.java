package org.wasl.samples.export;

import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.wasl.samples.world.Device;
import org.wasl.samples.world.Devices;
import org.wasl.samples.world.Draw;
import org.wasl.samples.world.Facility;
import org.wasl.samples.world.Names;
import org.wasl.samples.world.Spelling;
import org.wasl.samples.world.World;

/** The asset register's snapshots and the increments of help desk and site visits, in one pass over the devices. */
public final class DeviceExport {
    private static final String DEVICE = "device";
    private static final String EVENT = "device_event";

    private final Exports exports;
    private final World world;
    private final Names names;
    private final Reference reference;
    private final List<Sheet> snapshots = new ArrayList<>();
    private final List<Sheet> helpDesk = new ArrayList<>();
    private final List<Sheet> visits = new ArrayList<>();

    public DeviceExport(Exports exports) {
        this.exports = exports;
        this.world = exports.world();
        this.names = world.names();
        this.reference = new Reference(world);
    }

    /** Devices installed at a facility by the programme's end. */
    public record Counts(long computers, long modems) {}

    public Counts write() throws IOException {
        for (Delivery delivery : Delivery.of(DEVICE)) {
            snapshots.add(exports.open(DEVICE, delivery));
        }
        for (Delivery delivery : Delivery.of(EVENT)) {
            (delivery.source().equals("site-visits") ? visits : helpDesk).add(exports.open(EVENT, delivery));
        }
        helpDesk.sort(Comparator.comparing(s -> s.delivery().day()));
        visits.sort(Comparator.comparing(s -> s.delivery().day()));
        Devices devices = new Devices(world);
        long computers = 0;
        long modems = 0;
        for (Facility facility : world.facilities()) {
            Device modem = null;
            for (Device device : devices.of(facility)) {
                if (!device.received().isAfter(world.end())) {
                    registered(device);
                    happened(device);
                }
                boolean installed = device.facilityAt(world.end()) >= 0;
                computers += installed && device.computer() ? 1 : 0;
                modems += installed && !device.computer() ? 1 : 0;
                modem = device;
            }
            if (modem != null) {
                visited(facility, modem);
            }
        }
        for (Sheet sheet : snapshots) {
            sheet.close();
        }
        for (Sheet sheet : helpDesk) {
            sheet.close();
        }
        for (Sheet sheet : visits) {
            sheet.close();
        }
        return new Counts(computers, modems);
    }

    private void registered(Device device) throws IOException {
        for (Sheet sheet : snapshots) {
            LocalDate asOf = sheet.delivery().day();
            if (device.received().isAfter(asOf)) {
                continue;
            }
            Draw draw = Draw.of(exports.seed(), "register/" + device.tag());
            int facility = device.facilityAt(asOf);
            boolean misread = draw.chance(exports.rates().device("serial_misread"));
            String serial = device.serial();
            Row row = new Row()
                    .put("asset_tag", device.tag())
                    .put("serial", serial, misread ? Spelling.misread(serial, draw) : serial, "serial_misread")
                    .put("kind", device.kind())
                    .put("model", device.model())
                    .put("donor", device.donor())
                    .put("refurbisher", device.refurbisher())
                    .put("received_on", device.received())
                    .put("refurbished_on", known(device.refurbished(), asOf))
                    .put("delivered_on", known(device.delivered(), asOf))
                    .put("licence", device.licence())
                    .put("status", device.statusAt(asOf));
            double byName = exports.rates().device("facility_by_name");
            reference.put(row, facility, byName, exports.rates().device("facility_missing"), draw);
            sheet.add(row, device.id(), Reference.id(facility));
        }
    }

    private static String known(@org.jspecify.annotations.Nullable LocalDate day, LocalDate asOf) {
        return day == null || day.isAfter(asOf) ? "" : day.toString();
    }

    private void happened(Device device) throws IOException {
        for (int i = 0; i < device.events().size(); i++) {
            Device.Event event = device.events().get(i);
            Draw draw = Draw.of(exports.seed(), "event/" + device.tag(), i);
            boolean byVisitors = names.visitors().contains(event.actor());
            deliver(byVisitors ? visits : helpDesk, device, event, draw);
        }
    }

    /** Field teams look in about every four months, and write the visit down under the modem. */
    private void visited(Facility facility, Device modem) throws IOException {
        Draw days = Draw.of(exports.seed(), "visits", facility.index());
        LocalDate day = facility.openedOn().plusDays(days.between(20, 150));
        for (int i = 0; !day.isAfter(world.end()) && facility.openAt(day); i++) {
            Draw draw = Draw.of(exports.seed(), "visit", facility.index(), i);
            LocalDateTime at = day.atTime(draw.between(8, 15), draw.below(60), draw.below(60));
            Device.Event visit = new Device.Event(at, "visit", facility.index(), draw.pick(names.visitors()));
            deliver(visits, modem, visit, draw);
            day = day.plusDays(days.between(70, 200));
        }
    }

    /** Into the first delivery after the event; a few come late, a few come twice. */
    private void deliver(List<Sheet> sheets, Device device, Device.Event event, Draw draw) throws IOException {
        int at = 0;
        while (at < sheets.size() - 1 && sheets.get(at).delivery().day().isBefore(event.on())) {
            at++;
        }
        boolean late = draw.chance(exports.rates().event("reported_late"));
        boolean again = draw.chance(exports.rates().event("sent_again"));
        at = late ? Math.min(at + 1, sheets.size() - 1) : at;
        Row row = row(device, event, draw);
        sheets.get(at).add(row, device.id(), Reference.id(event.facility()));
        if (again && at + 1 < sheets.size()) {
            sheets.get(at + 1).add(row, device.id(), Reference.id(event.facility()), false);
        }
    }

    private Row row(Device device, Device.Event event, Draw draw) {
        boolean noTag = draw.chance(exports.rates().event("tag_missing"));
        boolean noSerial = !noTag && draw.chance(exports.rates().event("serial_missing"));
        boolean misread = draw.chance(exports.rates().event("serial_misread"));
        String serial = device.serial();
        Row row = new Row()
                .written("asset_tag", device.tag(), noTag ? "" : device.tag())
                .put("occurred_at", event.at())
                .put("event_type", event.type())
                .put("actor", event.actor())
                .put("note", draw.chance(0.2) ? draw.pick(names.notes()) : "");
        if (noSerial) {
            row.put("serial", "");
        } else {
            row.put("serial", serial, misread ? Spelling.misread(serial, draw) : serial, "serial_misread");
        }
        reference.put(row, event.facility(), exports.rates().device("facility_by_name"), 0.15, draw);
        return row;
    }
}
