package org.wasl.warehouse.export;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.catalogue.CodeLists.Code;
import org.wasl.warehouse.catalogue.CodeLists.CodeList;
import org.wasl.warehouse.catalogue.Figure;
import org.wasl.warehouse.catalogue.Metric;
import org.wasl.warehouse.catalogue.Questionnaires;
import org.wasl.warehouse.catalogue.Questionnaires.Instrument;
import org.wasl.warehouse.catalogue.Questionnaires.Question;
import org.wasl.warehouse.catalogue.Questionnaires.Variable;
import org.wasl.warehouse.release.Schema;
import org.wasl.warehouse.survey.Estimate;

/**
 * One column of a survey file as DDI's {@code var}. Questions, codes and published shares are those of the first file,
 * which has a column a variable.
 */
final class DdiVariable {
    private static final List<Code> BINARY = List.of(new Code("1", "Yes", "نعم"), new Code("0", "No", "لا"));
    private static final Set<String> NUMBERS = Set.of("BIGINT", "INTEGER", "DOUBLE", "DECIMAL");
    private static final Set<String> MOMENTS = Set.of("DATE", "TIMESTAMP");
    private static final String WEIGHT = "weight";
    /** A metric that takes the variables as they are in the table. */
    private static final String AS_IT_IS = "SELECT * FROM survey_response";

    private final Publishable publishable;
    private final Questionnaires questionnaires;
    private final int file;
    private final Schema.Column column;
    private final @Nullable Variable variable;
    private final @Nullable CodeList codes;

    DdiVariable(Publishable publishable, int file, Schema.Column column) {
        this.publishable = publishable;
        this.questionnaires = publishable.survey().questionnaires();
        this.file = file;
        this.column = column;
        this.variable = file == 0 ? questionnaires.variable(column.name()).orElse(null) : null;
        String list = variable == null || variable.codes() == null ? column.codes() : variable.codes();
        this.codes = publishable.codes().find(list).orElse(null);
    }

    static String fileId(int file) {
        return "F" + (file + 1);
    }

    static String id(int file, String column) {
        return fileId(file) + "." + column;
    }

    void write(XmlText xml) throws XMLStreamException {
        List<Code> categories = categories();
        xml.open("var", attributes(categories));
        labels(xml);
        questions(xml);
        if (categories.isEmpty()) ranges(xml);
        for (String universe : universes()) xml.text("universe", universe, "clusion", "I");
        if (variable == null) xml.text("txt", column.description());
        categories(xml, categories);
        if (codes != null && codes.source() != null) xml.text("codInstr", "Codes: " + codes.source());
        xml.empty("varFormat", format());
        xml.close();
    }

    private String[] attributes(List<Code> categories) {
        List<String> pairs =
                new ArrayList<>(List.of("ID", id(file, column.name()), "name", column.name(), "files", fileId(file)));
        if (file == 0 && column.name().equals(WEIGHT)) pairs.addAll(List.of("wgt", "wgt"));
        if (variable != null) {
            pairs.addAll(List.of("wgt-var", id(0, WEIGHT), "weight", DdiCodebook.WEIGHTING));
            String elsewhere = questionnaires.instruments().stream()
                    .flatMap(i -> i.questions().stream()
                            .filter(q -> q.asks(column.name()) && !isHere(q))
                            .map(q -> id(i, q)))
                    .collect(Collectors.joining(" "));
            if (!elsewhere.isEmpty()) pairs.addAll(List.of("qstn", elsewhere));
        }
        pairs.addAll(List.of("intrvl", categories.isEmpty() && column.type().equals("DOUBLE") ? "contin" : "discrete"));
        pairs.addAll(List.of("representationType", representation(categories)));
        return pairs.toArray(String[]::new);
    }

    private String representation(List<Code> categories) {
        if (!categories.isEmpty()) return "code";
        if (NUMBERS.contains(column.type())) return "numeric";
        return MOMENTS.contains(column.type()) ? "datetime" : "text";
    }

    private void labels(XmlText xml) throws XMLStreamException {
        if (variable == null) {
            xml.text("labl", column.name().replace('_', ' '), "xml:lang", "en");
            return;
        }
        Question question = questionnaires.instruments().stream()
                .flatMap(i -> i.questions().stream())
                .filter(q -> variable.of() != null && q.asks(variable.name()))
                .findFirst()
                .orElse(null);
        xml.text("labl", named(question == null ? null : question.label(), variable.label()), "xml:lang", "en");
        if (variable.ar() != null) {
            xml.text("labl", named(question == null ? null : question.ar(), variable.ar()), "xml:lang", "ar");
        }
    }

    /** A choice is read with its question. */
    private static String named(@Nullable String question, String label) {
        return question == null ? label : question + ": " + label;
    }

    /** A question of several choices stands with the first of them; the others refer to it. */
    private boolean isHere(Question question) {
        return questionnaires.variables().stream()
                .filter(v -> question.asks(v.name()))
                .findFirst()
                .map(v -> v.name().equals(column.name()))
                .orElse(false);
    }

    private static String id(Instrument instrument, Question question) {
        return "W" + instrument.wave() + "." + question.name().replace('/', '.');
    }

    private void questions(XmlText xml) throws XMLStreamException {
        if (variable == null) return;
        for (Instrument instrument : questionnaires.instruments()) {
            int number = 0;
            for (Question question : instrument.questions()) {
                number++;
                if (!question.asks(variable.name()) || !isHere(question)) continue;
                List<String> pairs =
                        new ArrayList<>(List.of("ID", id(instrument, question), "seqNo", String.valueOf(number)));
                pairs.addAll(when(instrument));
                pairs.addAll(List.of("responseDomainType", domain(question)));
                xml.open("qstn", pairs.toArray(String[]::new));
                xml.text("qstnLit", question.label(), "xml:lang", "en");
                String arabic = question.ar() == null ? variable.ar() : question.ar();
                xml.text("qstnLit", arabic, "xml:lang", "ar");
                xml.close();
            }
        }
    }

    private static String domain(Question question) {
        return switch (question.type()) {
            case "select_one" -> "category";
            case "select_multiple" -> "multiple";
            default -> "numeric";
        };
    }

    /** The days between which a wave's interviews were held, where they are on record. */
    private static List<String> when(Instrument instrument) {
        return instrument.fieldWork() == null
                ? List.of()
                : List.of(
                        "sdatrefs",
                        DdiCodebook.waveId("FROM", instrument.wave()) + " "
                                + DdiCodebook.waveId("TO", instrument.wave()));
    }

    private void ranges(XmlText xml) throws XMLStreamException {
        Set<List<String>> ranges = new LinkedHashSet<>();
        if (column.range() != null)
            ranges.add(edges(column.range().get(0), column.range().get(1)));
        questionnaires.instruments().stream()
                .flatMap(i -> i.questions().stream())
                .filter(q ->
                        variable != null && q.asks(variable.name()) && q.range().size() == 2)
                .forEach(q -> ranges.add(
                        edges(plain(q.range().get(0)), plain(q.range().get(1)))));
        for (List<String> range : ranges) {
            xml.open("valrng");
            xml.empty("range", range.toArray(String[]::new));
            xml.close();
        }
    }

    private static List<String> edges(@Nullable String low, @Nullable String high) {
        List<String> pairs = new ArrayList<>(List.of("UNITS", "REAL"));
        if (low != null) pairs.addAll(List.of("min", low));
        if (high != null) pairs.addAll(List.of("max", high));
        return pairs;
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    /** Who was asked, where not everyone was. */
    private Set<String> universes() {
        Set<String> universes = new LinkedHashSet<>();
        for (Instrument instrument : questionnaires.instruments()) {
            for (Question question : instrument.questions()) {
                if (variable == null
                        || !question.asks(variable.name())
                        || question.relevant().isEmpty()) continue;
                universes.add("Asked where "
                        + question.relevant().entrySet().stream()
                                .map(e -> instrument.variableOf(e.getKey()) + " is " + e.getValue())
                                .collect(Collectors.joining(" and ")));
            }
        }
        return universes;
    }

    private List<Code> categories() {
        if (codes != null) return codes.entries();
        if (variable != null && variable.type().equals("binary")) return BINARY;
        return column.values() == null
                ? List.of()
                : column.values().stream().map(v -> new Code(v, v, null)).toList();
    }

    private void categories(XmlText xml, List<Code> categories) throws XMLStreamException {
        Map<String, Map<String, Double>> shares = shares();
        for (Code category : categories) {
            xml.open("catgry");
            xml.text("catValu", category.code());
            xml.text("labl", category.en(), "xml:lang", "en");
            xml.text("labl", category.ar(), "xml:lang", "ar");
            Map<String, Double> published = shares.getOrDefault(category.code(), Map.of());
            for (Instrument instrument : questionnaires.instruments()) {
                Double share = published.get(String.valueOf(instrument.wave()));
                if (share == null) continue;
                List<String> pairs = new ArrayList<>(List.of(
                        "type", "percent", "wgtd", "wgtd", "wgt-var", id(0, WEIGHT), "weight", DdiCodebook.WEIGHTING));
                pairs.addAll(when(instrument));
                xml.text("catStat", String.format(Locale.ROOT, "%.1f", share * 100), pairs.toArray(String[]::new));
            }
            xml.close();
        }
    }

    /** By code and wave, the shares of it that disclosure control let through. */
    private Map<String, Map<String, Double>> shares() {
        Map<String, Map<String, Double>> shares = new TreeMap<>();
        if (variable == null) return shares;
        for (Figure figure : publishable.figures()) {
            Estimate estimate = figure.estimate();
            String wave = estimate.domain().get("wave");
            Double share = figure.value();
            if (share == null
                    || wave == null
                    || estimate.domain().size() > 1
                    || !estimate.variable().equals(variable.name())) continue;
            String code = code(estimate);
            if (code != null && takesItAsItIs(figure)) {
                shares.computeIfAbsent(code, c -> new TreeMap<>()).put(wave, share);
            }
        }
        return shares;
    }

    private @Nullable String code(Estimate estimate) {
        boolean binary = variable != null && variable.type().equals("binary");
        return switch (estimate.estimator()) {
            case "mean" -> binary ? "1" : null;
            case "prop" -> estimate.level();
            default -> null;
        };
    }

    private boolean takesItAsItIs(Figure figure) {
        Metric metric = publishable.catalogue().get(figure.metric());
        String sql = publishable
                .catalogue()
                .sql(metric)
                .lines()
                .filter(line -> !line.startsWith("--"))
                .collect(Collectors.joining(" "))
                .strip();
        return sql.equals(AS_IT_IS)
                && metric.estimates().stream()
                        .filter(e -> e.estimator().contains("(" + column.name() + ")"))
                        .allMatch(e -> e.domain() == null);
    }

    private String[] format() {
        List<String> pairs = new ArrayList<>(List.of(
                "type",
                NUMBERS.contains(column.type()) ? "numeric" : "character",
                "formatname",
                column.type(),
                "schema",
                "other"));
        if (MOMENTS.contains(column.type())) pairs.addAll(List.of("category", "date"));
        return pairs.toArray(String[]::new);
    }
}
