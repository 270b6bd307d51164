package org.wasl.samples.world;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The devices of a facility, made again whenever asked for: its computers, their replacements, scrap, its modem. */
public final class Devices {
    /** Tags leave room for so many computers a facility. */
    private static final int TAGS_A_FACILITY = 20;

    private static final double DAYS_A_MONTH = 365.25 / 12;
    private static final String ALPHABET = "0123456789ABCDEFGHIKLMNOPRSTVWXZ";

    private static final LocalDate NEVER = LocalDate.of(2200, 1, 1);

    private final World world;
    private final Names names;
    private final LocalDate end;
    private final double[] modelShares;
    private final double[] refurbisherShares;

    public Devices(World world) {
        this.world = world;
        this.names = world.names();
        this.end = world.end();
        this.modelShares =
                names.models().stream().mapToDouble(Names.Model::share).toArray();
        this.refurbisherShares = names.refurbishers().stream()
                .mapToDouble(Names.Refurbisher::share)
                .toArray();
    }

    /** All devices of the batch of a facility, in order of their tags. */
    public List<Device> of(Facility facility) {
        List<Device> devices = new ArrayList<>(TAGS_A_FACILITY);
        Draw batch = Draw.of(world.seed(), "batch", facility.index());
        String donor = batch.pick(names.donors());
        int refurbisher = batch.weighted(refurbisherShares);
        int slot = 0;
        for (int i = 0; i < facility.computers(); i++) {
            slot = withReplacements(devices, facility, slot, donor, refurbisher, i);
        }
        double scrap = names.refurbishers().get(refurbisher).scrap();
        for (int i = 0; i < 2 && slot < TAGS_A_FACILITY; i++) {
            if (batch.chance(scrap * facility.computers() / 2)) {
                devices.add(scrapped(facility, slot++, donor, refurbisher));
            }
        }
        devices.add(modem(facility));
        return devices;
    }

    private int withReplacements(
            List<Device> devices, Facility facility, int firstSlot, String donor, int refurbisher, int place) {
        int slot = firstSlot;
        LocalDate installed = facility.openedOn().minusDays(place % 3 == 0 ? 1 : 0);
        for (int generation = 0; generation < 3 && slot < TAGS_A_FACILITY - 2; generation++) {
            Draw draw = Draw.of(world.seed(), "device", facility.index(), slot);
            Device device = computer(facility, slot++, donor, refurbisher, installed, draw);
            devices.add(device);
            Device.Event last = device.events().get(device.events().size() - 1);
            boolean ended = last.type().equals("recycled")
                    || last.type().equals("retired")
                    || last.type().equals("stolen");
            installed = WorldBuilder.workday(last.on().plusDays(draw.between(20, 140)));
            if (!ended || !facility.openAt(installed) || installed.isAfter(end) || !draw.chance(0.6)) {
                break;
            }
        }
        return slot;
    }

    private Device computer(
            Facility facility, int slot, String donor, int refurbisherAt, LocalDate installed, Draw draw) {
        Names.Model model = names.models().get(draw.weighted(modelShares));
        Names.Refurbisher refurbisher = names.refurbishers().get(refurbisherAt);
        LocalDate delivered = installed.minusDays(draw.between(1, 12));
        LocalDate refurbished = delivered.minusDays(draw.between(2, 40));
        LocalDate wiped = refurbished.minusDays(draw.between(2, 30));
        LocalDate received = wiped.minusDays(draw.between(1, 60));
        List<Device.Event> events = new ArrayList<>(8);
        History history = new History(events, draw);
        history.add(received, "received", -1, "store");
        history.add(wiped, "wiped", -1, refurbisher.en());
        history.add(refurbished, "refurbished", -1, refurbisher.en());
        history.add(delivered, "delivered", -1, "logistics");
        history.add(installed, "installed", facility.index(), draw.pick(names.visitors()));
        double life = draw.weibull(model.shape(), model.months() * refurbisher.quality()) * DAYS_A_MONTH;
        service(history, facility, installed, installed.plusDays((long) Math.max(5, life)), model.faults(), true, draw);
        return device("BC-", slot, facility, model.prefix(), "computer", model.model(), donor, refurbisher.en(), draw)
                .dated(received, refurbished, delivered, draw.pick(names.licences()), events);
    }

    /** Faults and repairs, perhaps a move, then the end of the life or of the facility. */
    private void service(
            History history,
            Facility home,
            LocalDate from,
            LocalDate dies,
            double faultsAYear,
            boolean mobile,
            Draw draw) {
        Facility at = home;
        LocalDate day = from;
        @Nullable LocalDate moves = mobile && draw.chance(0.03) ? from.plusDays(draw.between(60, 900)) : null;
        if (mobile && home.closedOn() != null && draw.chance(0.6)) {
            moves = home.closedOn();
        }
        while (true) {
            LocalDate fault = day.plusDays(1 + (long) draw.exponential(365.25 / faultsAYear));
            LocalDate closes = at.closedOn() == null ? NEVER : at.closedOn();
            if (moves != null && !moves.isAfter(dies) && moves.isBefore(fault)) {
                Facility target =
                        world.facilities().get(draw.below(world.facilities().size()));
                boolean fits = target.openAt(moves.plusDays(1)) && target.index() != at.index();
                if (fits && moves.isAfter(day)) {
                    history.add(moves, "moved", target.index(), draw.pick(names.visitors()));
                    at = target;
                    day = moves;
                    moves = null;
                    continue;
                }
                moves = null;
            }
            LocalDate last = dies.isBefore(closes) ? dies : closes;
            if (!fault.isBefore(last)) {
                ended(history, at, last.isAfter(day) ? last : day.plusDays(1), draw);
                return;
            }
            history.add(fault, "fault", at.index(), draw.pick(names.helpDesk()));
            LocalDate repaired = fault.plusDays(1 + (long) draw.logNormal(7, 0.9));
            if (!repaired.isBefore(last)) {
                ended(history, at, last.isAfter(fault) ? last : fault.plusDays(1), draw);
                return;
            }
            history.add(repaired, "repaired", at.index(), draw.pick(names.helpDesk()));
            day = repaired;
        }
    }

    private void ended(History history, Facility at, LocalDate day, Draw draw) {
        boolean stolen = draw.chance(0.06);
        history.add(day, stolen ? "stolen" : "retired", at.index(), draw.pick(names.visitors()));
        if (!stolen && draw.chance(0.82)) {
            history.add(day.plusDays(draw.between(15, 200)), "recycled", -1, handler(draw));
        }
    }

    private String handler(Draw draw) {
        return draw.chance(0.88)
                ? names.handlers().certified()
                : draw.pick(names.handlers().other());
    }

    private Device scrapped(Facility facility, int slot, String donor, int refurbisherAt) {
        Draw draw = Draw.of(world.seed(), "scrap", facility.index(), slot);
        Names.Model model = names.models().get(draw.weighted(modelShares));
        String refurbisher = names.refurbishers().get(refurbisherAt).en();
        LocalDate received = facility.openedOn().minusDays(draw.between(60, 140));
        LocalDate wiped = received.plusDays(draw.between(2, 20));
        List<Device.Event> events = new ArrayList<>(4);
        History history = new History(events, draw);
        history.add(received, "received", -1, "store");
        history.add(wiped, "wiped", -1, refurbisher);
        LocalDate retired = wiped.plusDays(draw.between(5, 40));
        history.add(retired, "retired", -1, refurbisher);
        history.add(retired.plusDays(draw.between(10, 120)), "recycled", -1, handler(draw));
        return device("BC-", slot, facility, model.prefix(), "computer", model.model(), donor, refurbisher, draw)
                .dated(received, null, null, "", events);
    }

    private Device modem(Facility facility) {
        Draw draw = Draw.of(world.seed(), "modem", facility.index());
        Names.Modem model = draw.pick(names.modems());
        LocalDate delivered = facility.openedOn().minusDays(draw.between(1, 10));
        List<Device.Event> events = new ArrayList<>(4);
        History history = new History(events, draw);
        history.add(delivered, "delivered", -1, facility.provider());
        history.add(facility.openedOn(), "installed", facility.index(), draw.pick(names.visitors()));
        LocalDate dies = facility.closedOn() == null ? NEVER : facility.closedOn();
        service(history, facility, facility.openedOn(), dies, 0.7, false, draw);
        return device("MD-", -1, facility, model.prefix(), "modem", model.model(), facility.provider(), "", draw)
                .dated(delivered, null, delivered, "", events);
    }

    private Started device(
            String tagPrefix,
            int slot,
            Facility facility,
            String serialPrefix,
            String kind,
            String model,
            String donor,
            String refurbisher,
            Draw draw) {
        int number = slot < 0 ? facility.index() + 1 : facility.index() * TAGS_A_FACILITY + slot + 1;
        StringBuilder serial = new StringBuilder(serialPrefix);
        for (int i = 0; i < 8; i++) {
            serial.append(ALPHABET.charAt(draw.below(ALPHABET.length())));
        }
        return new Started(
                tagPrefix + Text.digits(number, 5),
                serial.toString(),
                kind,
                model,
                donor,
                refurbisher,
                facility.index());
    }

    /** What is known of a device before its history. */
    private record Started(
            String tag, String serial, String kind, String model, String donor, String refurbisher, int batch) {
        Device dated(
                LocalDate received,
                @Nullable LocalDate refurbished,
                @Nullable LocalDate delivered,
                String licence,
                List<Device.Event> events) {
            return new Device(
                    tag,
                    serial,
                    kind,
                    model,
                    donor,
                    refurbisher,
                    received,
                    refurbished,
                    delivered,
                    licence,
                    batch,
                    List.copyOf(events));
        }
    }

    /** Writes down what happens, in order, until the programme's end. */
    private final class History {
        private final List<Device.Event> events;
        private final Draw draw;

        History(List<Device.Event> events, Draw draw) {
            this.events = events;
            this.draw = draw;
        }

        void add(LocalDate day, String type, int facility, String actor) {
            LocalTime time = LocalTime.of(draw.between(7, 16), draw.below(60), draw.below(60));
            if (!day.isAfter(end)) {
                events.add(new Device.Event(LocalDateTime.of(day, time), type, facility, actor));
            }
        }
    }
}
