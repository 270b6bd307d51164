package org.wasl.warehouse.chart;

/**
 * Where a chart is drawn.
 *
 * @param id unique in the page; the ids inside the drawing begin with it
 * @param standalone true for a file of its own: the drawing then carries its style
 */
public record Frame(String id, Size size, Direction direction, boolean standalone) {

    /** How wide the drawing is, in units which are pixels when it is shown unscaled. */
    public enum Size {
        /** A column of text on a desk or on paper. */
        WIDE(720),
        /** A telephone held upright. */
        NARROW(340);

        private final int width;

        Size(int width) {
            this.width = width;
        }

        /** The width of the drawing. */
        public int width() {
            return width;
        }
    }

    /** The direction of the script in which the labels are written. */
    public enum Direction {
        LEFT_TO_RIGHT,
        RIGHT_TO_LEFT
    }

    /** A frame inside a page. */
    public static Frame inPage(String id, Size size, Direction direction) {
        return new Frame(id, size, direction, false);
    }

    boolean wide() {
        return size == Size.WIDE;
    }

    int width() {
        return size.width();
    }
}
