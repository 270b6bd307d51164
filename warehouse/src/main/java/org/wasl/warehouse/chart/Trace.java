package org.wasl.warehouse.chart;

import java.util.ArrayList;
import java.util.List;

/** The way of a pen over the paper: what an SVG path's data says. */
final class Trace {

    private record Place(double x, double y, boolean drawn) {}

    private final Svg svg;
    private final boolean stepped;
    private final List<Place> places = new ArrayList<>();
    private boolean down;

    Trace(Svg svg, boolean stepped) {
        this.svg = svg;
        this.stepped = stepped;
    }

    /** Draws to a point, or moves there when the pen is lifted. */
    void to(double x, double y) {
        if (down && stepped) {
            places.add(new Place(x, places.get(places.size() - 1).y(), true));
        }
        places.add(new Place(x, y, down));
        down = true;
    }

    /** The next point begins a new stroke. */
    void lift() {
        down = false;
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    String data() {
        StringBuilder data = new StringBuilder();
        for (Place place : places) {
            append(data, place, place.drawn());
        }
        return data.toString();
    }

    /** The area between this way and another which begins and ends above the same places. */
    String closedBy(Trace other) {
        StringBuilder data = new StringBuilder(data());
        for (int i = other.places.size() - 1; i >= 0; i--) {
            append(data, other.places.get(i), true);
        }
        return data.append('Z').toString();
    }

    private void append(StringBuilder data, Place place, boolean drawn) {
        data.append(drawn ? 'L' : 'M').append(svg.x(place.x())).append(' ').append(Svg.number(place.y()));
    }
}
