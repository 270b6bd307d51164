package org.wasl.warehouse.report;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A page as it is read: every text worded, every number written, every drawing drawn. Templates add nothing. */
public record Page(
        String language,
        String direction,
        String title,
        String kicker,
        String lead,
        @Nullable Link other,
        List<Fact> facts,
        List<Finding> findings,
        Words words,
        List<Section> sections) {

    /** A way to another file. */
    public record Link(String language, String href, String text) {}

    /** What a figure found, and the figure's number and id. */
    public record Finding(String text, String number, String figure) {}

    /** A term and what stands for it. */
    public record Fact(String term, String value) {}

    /** The fixed words of a page. */
    public record Words(
            String skip,
            String contents,
            String findings,
            String figure,
            String definition,
            String source,
            String numbers,
            String numbersInFile,
            String scroll,
            String backToTop,
            String footer) {}

    /** A part of the page. */
    public record Section(String id, String title, String lead, List<Block> blocks) {}

    /** Something that stands in a section. */
    public sealed interface Block permits Cards, Figure, Prose, Terms {}

    /** Headline figures. */
    public record Cards(List<Card> cards, Figure figure) implements Block {}

    /**
     * A headline figure.
     *
     * @param share length of the bar, from 0 to 1
     * @param mark where the target stands on the bar, from 0 to 1
     */
    public record Card(
            String name, String value, String target, String reported, String source, double share, double mark) {

        /** The bar's length, as a style sheet writes it. */
        public String width() {
            return String.format(Locale.ROOT, "%.1f%%", share * 100);
        }

        /** The place of the target on the bar. */
        public String place() {
            return String.format(Locale.ROOT, "%.1f%%", mark * 100);
        }
    }

    /**
     * A figure: a finding or a question, a drawing, and everything needed to check it.
     *
     * @param wide the drawing for a desk and for paper, empty where there is nothing to draw
     * @param narrow the drawing for a telephone
     * @param open whether the table itself is the figure, and so is not folded away
     */
    public record Figure(
            String id,
            String number,
            String title,
            String subtitle,
            String wide,
            String narrow,
            String definition,
            List<String> notes,
            String source,
            Table table,
            boolean open)
            implements Block {
        public Figure {
            notes = List.copyOf(notes);
        }
    }

    /** The numbers of a figure. The first column names the row. */
    public record Table(String caption, List<String> columns, List<List<String>> rows) {
        private static final int LONGEST_ON_PAPER = 45;

        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
            for (List<String> row : rows) {
                if (row.size() != columns.size()) {
                    throw new IllegalArgumentException("Table '" + caption + "' has " + columns.size()
                            + " columns, but a row of " + row.size() + ": " + row);
                }
            }
        }

        /** Whether the table is too long for paper. */
        public boolean isLong() {
            return rows.size() > LONGEST_ON_PAPER;
        }

        /** The class of a column's cells: words begin at their side of the column, numbers end at theirs. */
        public String side(int column) {
            boolean words =
                    column == 0 || rows.stream().map(row -> row.get(column)).anyMatch(Table::beginsWithALetter);
            return words ? "words" : "number";
        }

        private static boolean beginsWithALetter(String cell) {
            return cell.codePoints()
                    .filter(c -> Character.getType(c) != Character.FORMAT)
                    .limit(1)
                    .anyMatch(Character::isLetter);
        }
    }

    /** Paragraphs under a heading. */
    public record Prose(String heading, List<String> paragraphs) implements Block {}

    /** A list of terms under a heading. */
    public record Terms(String heading, List<Fact> terms) implements Block {}
}
