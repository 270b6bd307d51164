package org.wasl.ingest.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.wasl.ingest.UnreadableDeliveryException;
import org.wasl.ingest.contract.Column;
import org.wasl.ingest.contract.FeedContract;
import org.wasl.ingest.contract.Instrument;
import org.wasl.ingest.contract.Nearest;
import org.wasl.ingest.contract.Question;

/** Which cell of a record belongs to which column or question: one table's header, read by its contract. */
public final class Layout {
    private static final int[] NOWHERE = {};

    private final String file;
    private final String[] header;
    private final int[][] positions;
    private final Set<Integer> mapped = new HashSet<>();
    private final List<String> doubled = new ArrayList<>();
    private final Map<String, Integer> questionHeaders = new HashMap<>();
    private final Map<String, AnswerLayout> answers = new HashMap<>();
    private final char delimiter;

    /**
     * @param file the file's or entry's name
     * @param delimiter 0 in a workbook
     * @throws UnreadableDeliveryException where a required column is missing
     */
    Layout(String file, String[] header, char delimiter, FeedContract contract, String source, Headers headers) {
        this.file = file;
        this.header = trimmed(header);
        this.delimiter = delimiter;
        this.positions = new int[contract.columns().size()][];
        Arrays.fill(positions, NOWHERE);
        for (int i = 0; i < this.header.length; i++) {
            if (this.header[i].isEmpty()) continue;
            Integer column = headers.column(this.header[i]);
            if (column != null) {
                if (positions[column].length > 0) doubled.add(this.header[i] + " (column " + (i + 1) + ", again)");
                positions[column] = append(positions[column], i);
                mapped.add(i);
            } else if (questionHeaders.putIfAbsent(this.header[i], i) != null) {
                doubled.add(this.header[i] + " (column " + (i + 1) + ", again)");
                mapped.add(i);
            }
        }
        requireColumns(contract, source);
    }

    /** The file, or the entry of an archive. */
    public String file() {
        return file;
    }

    public int width() {
        return header.length;
    }

    /** 0 in a workbook. */
    public char delimiter() {
        return delimiter;
    }

    /** Where a column stands; a header that stands twice has two places, of which the first with a value counts. */
    public int[] positions(int column) {
        return positions[column];
    }

    /** A column's cell, empty where there is none. */
    public String cell(String[] cells, int column) {
        for (int position : positions[column]) {
            if (position < cells.length && !cells[position].isEmpty()) return cells[position];
        }
        return "";
    }

    /** Whether a record is the header once more. */
    public boolean isHeader(String[] cells) {
        int same = 0;
        for (int i = 0; i < Math.min(cells.length, header.length); i++) {
            String cell = cells[i];
            if (cell.isEmpty()) continue;
            if (!cell.equalsIgnoreCase(header[i]) && !cell.strip().equalsIgnoreCase(header[i])) return false;
            same++;
        }
        return same * 2 > header.length;
    }

    /** Where the answers to a questionnaire stand. */
    public AnswerLayout answers(Instrument instrument) {
        return answers.computeIfAbsent(
                instrument.version(), v -> new AnswerLayout(instrument, questionHeaders, mapped));
    }

    /** Headers that nothing stands for; with a questionnaire, its questions are known. */
    List<String> added(List<Instrument> instruments) {
        Set<Integer> known = new HashSet<>(mapped);
        instruments.forEach(instrument -> known.addAll(answers(instrument).positions()));
        List<String> added = new ArrayList<>(doubled);
        for (int i = 0; i < header.length; i++) {
            if (!known.contains(i) && !header[i].isEmpty()) added.add(header[i]);
        }
        return added;
    }

    /** Columns and questions that the file has no header for. */
    List<String> missing(FeedContract contract, List<Instrument> instruments) {
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < positions.length; i++) {
            if (positions[i].length == 0) missing.add(contract.columns().get(i).name());
        }
        for (Instrument instrument : instruments)
            missing.addAll(answers(instrument).missing());
        return missing;
    }

    private void requireColumns(FeedContract contract, String source) {
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < positions.length; i++) {
            Column column = contract.columns().get(i);
            if (positions[i].length == 0 && column.requiredFor(source)) missing.add(describe(column));
        }
        if (missing.isEmpty()) return;
        List<String> headers = Arrays.stream(header).filter(h -> !h.isEmpty()).toList();
        if (headers.size() == 1 && contract.columns().size() > 2) {
            throw new UnreadableDeliveryException(
                    file + ": the header is one single column, '" + shortened(headers.get(0))
                            + "': the columns are not separated by comma, semicolon, tab or |; declare 'delimiter' in the"
                            + " contract, or export the file again");
        }
        throw new UnreadableDeliveryException(file + ": "
                + (missing.size() == 1 ? "the required column " : "the required columns ") + String.join(", ", missing)
                + (missing.size() == 1 ? " is missing" : " are missing") + "; headers found: "
                + shortened(String.join(", ", headers)));
    }

    private String describe(Column column) {
        List<String> free = new ArrayList<>();
        for (int i = 0; i < header.length; i++) {
            if (!mapped.contains(i) && !header[i].isEmpty()) free.add(header[i]);
        }
        List<String> names = new ArrayList<>(column.aliases());
        names.add(0, column.name());
        return "'" + column.name() + "'"
                + names.stream()
                        .flatMap(name -> Nearest.to(name, free).stream())
                        .findFirst()
                        .map(near ->
                                " (nearest header: '" + near + "'; add it to the column's aliases if it is the one)")
                        .orElse("");
    }

    private static String shortened(String text) {
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }

    private static String[] trimmed(String[] cells) {
        String[] trimmed = new String[cells.length];
        for (int i = 0; i < cells.length; i++) trimmed[i] = cells[i].strip();
        return trimmed;
    }

    private static int[] append(int[] positions, int position) {
        int[] more = Arrays.copyOf(positions, positions.length + 1);
        more[positions.length] = position;
        return more;
    }

    /** Where the answers to one questionnaire stand in a record. */
    public static final class AnswerLayout {
        private final Instrument instrument;
        private final int[] combined;
        private final int[][] split;
        private final String[][] choiceNames;

        AnswerLayout(Instrument instrument, Map<String, Integer> headers, Set<Integer> mapped) {
            this.instrument = instrument;
            this.combined = new int[instrument.questions().size()];
            this.split = new int[combined.length][];
            this.choiceNames = new String[combined.length][];
            Map<String, Integer> byLastPart = new LinkedHashMap<>();
            headers.forEach((header, position) -> {
                if (!mapped.contains(position)) byLastPart.putIfAbsent(lower(header), position);
            });
            // A form's groups stand before the question: group/question, group/question/choice.
            headers.forEach((header, position) -> {
                for (int slash = header.indexOf('/'); slash >= 0; slash = header.indexOf('/', slash + 1)) {
                    if (!mapped.contains(position))
                        byLastPart.putIfAbsent(lower(header.substring(slash + 1)), position);
                }
            });
            for (int q = 0; q < combined.length; q++) {
                Question question = instrument.questions().get(q);
                combined[q] = byLastPart.getOrDefault(lower(question.name()), -1);
                split[q] = question.choices().entrySet().stream()
                        .mapToInt(choice -> choice(byLastPart, question.name(), choice))
                        .toArray();
                choiceNames[q] = question.choices().keySet().stream()
                        .map(choice -> question.name() + "/" + choice)
                        .toArray(String[]::new);
            }
        }

        private static int choice(Map<String, Integer> headers, String question, Map.Entry<String, String> choice) {
            for (String name : new String[] {choice.getKey(), choice.getValue()}) {
                for (char separator : new char[] {'/', '.', '_'}) {
                    Integer position = headers.get(lower(question + separator + name));
                    if (position != null) return position;
                }
            }
            return -1;
        }

        public Instrument instrument() {
            return instrument;
        }

        /** The column of a question's answer, or of all choices in one; -1 where there is none. */
        public int combined(int question) {
            return combined[question];
        }

        /** The columns of a question's choices, in the order of the questionnaire; -1 where there is none. */
        public int[] split(int question) {
            return split[question];
        }

        /** {@code question/choice}, in the order of the questionnaire. */
        public String[] choiceNames(int question) {
            return choiceNames[question];
        }

        public boolean asked(int question) {
            return combined[question] >= 0 || Arrays.stream(split[question]).anyMatch(p -> p >= 0);
        }

        Set<Integer> positions() {
            Set<Integer> positions = new HashSet<>();
            for (int q = 0; q < combined.length; q++) {
                positions.add(combined[q]);
                for (int p : split[q]) positions.add(p);
            }
            return positions;
        }

        List<String> missing() {
            List<String> missing = new ArrayList<>();
            for (int q = 0; q < combined.length; q++) {
                if (!asked(q)) missing.add(instrument.questions().get(q).name());
            }
            return missing;
        }

        private static String lower(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    }
}
