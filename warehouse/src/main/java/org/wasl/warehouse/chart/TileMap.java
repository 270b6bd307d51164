package org.wasl.warehouse.chart;

import java.util.List;

/**
 * Where: one tile a place, in about its place on the map, shaded by value. Equal tiles do not let empty land outweigh
 * people, and every tile has room for its name and number. A map is never mirrored.
 *
 * @param legend what each shade means, from the lightest
 */
public record TileMap(Caption caption, List<Tile> tiles, String legendTitle, List<String> legend) implements Chart {

    /** Shades there are, from 0, no value, to 5. */
    public static final int SHADES = 5;

    /** A place: column and row on the grid from the north-west, and a shade from 1 to {@value #SHADES}; 0 for none. */
    public record Tile(String name, int column, int row, int shade, String value, String detail) {}

    public TileMap {
        tiles = List.copyOf(tiles);
        legend = List.copyOf(legend);
    }

    @Override
    public String svg(Frame frame) {
        int columns = 1 + tiles.stream().mapToInt(Tile::column).max().orElse(0);
        int rows = 1 + tiles.stream().mapToInt(Tile::row).max().orElse(0);
        double gap = 6;
        double width = frame.wide() ? 148 : (frame.width() - gap * (columns - 1)) / columns;
        double height = frame.wide() ? 92 : 84;
        double mapWidth = columns * (width + gap) - gap;
        double mapHeight = rows * (height + gap) - gap;
        double left = frame.wide() ? Math.max(0, frame.width() - mapWidth - 190) / 2 : 0;
        double total = frame.wide() ? mapHeight : mapHeight + 44 + legend.size() * 24.0;
        Svg svg = new Svg(frame, total, caption, false);
        for (Tile tile : tiles) {
            double x = left + tile.column() * (width + gap);
            drawTile(svg, tile, x, tile.row() * (height + gap), width, height);
        }
        if (frame.wide()) {
            drawLegend(svg, frame, left + mapWidth + 30, mapHeight / 2 - legend.size() * 12.0);
        } else {
            drawLegend(svg, frame, 0, mapHeight + 30);
        }
        return svg.end();
    }

    private static void drawTile(Svg svg, Tile tile, double x, double y, double width, double height) {
        String shade = " shade" + tile.shade();
        svg.box("tile" + shade, x, y, x + width, y + height, 3);
        double size = width < 110 ? 11.5 : 13;
        List<String> name = TextWidth.wrap(tile.name(), size, width - 12);
        double middle = x + width / 2;
        double first = y + (name.size() > 1 ? 18 : 24);
        svg.label((width < 110 ? "small on" : "label on") + shade, middle, first, Svg.Anchor.MIDDLE, name, 14);
        svg.label("figure on" + shade, middle, y + height / 2 + 16, Svg.Anchor.MIDDLE, tile.value());
        svg.label("small on" + shade, middle, y + height - 10, Svg.Anchor.MIDDLE, tile.detail());
    }

    private void drawLegend(Svg svg, Frame frame, double left, double top) {
        boolean arabic = frame.direction() == Frame.Direction.RIGHT_TO_LEFT;
        double right = frame.wide() ? left + 150 : frame.width();
        double edge = arabic ? right : left;
        double turn = arabic ? -1 : 1;
        Svg.Anchor side = arabic ? Svg.Anchor.RIGHT : Svg.Anchor.LEFT;
        List<String> title = TextWidth.wrap(legendTitle, 12, right - left);
        svg.label("tick", edge, top - (title.size() - 1) * 15.0, side, title, 15);
        for (int i = 0; i < legend.size(); i++) {
            double y = top + 12 + i * 24.0;
            svg.box("tile shade" + (i + 1), edge, y, edge + turn * 22, y + 16, 2);
            svg.label("label", edge + turn * 30, y + 12.5, side, legend.get(i));
        }
    }
}
